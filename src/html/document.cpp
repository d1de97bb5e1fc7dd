#include "html/document.h"

#include "core/asset.h"

namespace html {

// The only place that writes script and style elements; fragments refuse them.
Html document(Language const& t, Head const& head, Html const& body) {
    Writer page;
    auto const attribute = [&](std::string_view before, auto const& value) {
        page.out_ += before;
        page.put(value);
        page.out_ += '"';
    };
    page.out_.reserve(body.text().size() + 2048);
    attribute("<!DOCTYPE html>\n<html lang=\"", t.code());
    page.out_ +=
        ">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>";
    page.put(std::string_view{head.title});
    page.out_ += "</title>\n";
    if (!head.description.empty())
        attribute("<meta name=\"description\" content=\"", std::string_view{head.description}), page.out_ += ">\n";
    if (!head.is_indexed) page.out_ += "<meta name=\"robots\" content=\"noindex\">\n";
    for (auto const* font : {"atkinson-next.woff2", "besley.woff2"})
        attribute("<link rel=\"preload\" as=\"font\" type=\"font/woff2\" crossorigin href=\"", asset_url(font)),
            page.out_ += ">\n";
    attribute("<link rel=\"stylesheet\" href=\"", asset_url("look.css"));
    page.out_ += ">\n";
    for (auto const& style : head.styles) attribute("<link rel=\"stylesheet\" href=\"", style), page.out_ += ">\n";
    attribute("<link rel=\"icon\" type=\"image/svg+xml\" href=\"", asset_url("favicon.svg"));
    page.out_ += ">\n";
    for (auto const& script : head.scripts)
        attribute("<script type=\"module\" src=\"", asset_url(script)), page.out_ += "></script>\n";
    page.out_ += "</head>\n<body";
    if (!head.body_class.empty()) attribute(" class=\"", std::string_view{head.body_class});
    page.out_ += ">\n";
    page.put(body);
    page.out_ += "\n</body>\n</html>\n";
    return page.finish();
}

} // namespace html
