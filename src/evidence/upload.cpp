#include "evidence/upload.h"

#include "core/unicode.h"
#include "evidence/evidence.h"

namespace evidence {
namespace {

constexpr std::size_t piece = 256 * 1024, longest_name = 200;

Upload refused(std::string problem, int status = 422) { return {.problem = std::move(problem), .status = status}; }

// The beginning of a long name; what it ends with is put back by its type.
std::string shortened(std::string const& name) {
    if (length(name) <= longest_name) return name;
    std::string kept;
    std::size_t count = 0;
    for (auto const sign : name) {
        if ((static_cast<unsigned char>(sign) & 0xc0) != 0x80 && ++count > longest_name) break;
        kept += sign;
    }
    return kept;
}

void copy(web::UploadedFile const& file, storage::Draft& draft) {
    for (std::uint64_t at = 0; at < file.size(); at += piece) draft.write(file.read(at, piece));
}

// Draws the image anew; what keeps it from that, or nothing.
std::optional<Upload> redraw(
    accounts::Receiving const& context, web::UploadedFile const& file, Images::Shape shape, Upload& upload, storage::Draft& to) {
    auto const& t = context.t;
    auto const& organisation = context.member.organisation;
    auto const from = context.desk.files.draft(organisation.text());
    copy(file, *from);
    auto const fault =
        context.desk.slots.of<Images>().redraw({std::string{organisation.text()}, from->path(), to.path(), upload.type, shape});
    if (fault == Images::Fault::damaged) return refused(words(t, Refusal::damaged));
    if (fault == Images::Fault::too_many_pixels) return refused(words(t, Refusal::too_many_pixels));
    if (fault) return refused(t.text("Les images ne peuvent pas être reçues en ce moment : recommencez dans un instant"), 503);
    if (shape == Images::Shape::logo) upload.type = "image/png";
    return std::nullopt;
}

} // namespace

Upload receive(accounts::Receiving const& context, std::string_view field, Images::Shape shape) {
    auto const& t = context.t;
    auto const* file = context.form.file(field);
    if (!file || (file->name.empty() && file->size() == 0)) return {};
    auto const content = recognise({[file](auto offset, auto count) { return file->read(offset, count); }, file->size()});
    if (!content) return refused(words(t, content.error()));
    if (shape == Images::Shape::logo && !content->is_image)
        return refused(t.text("Un logo est une image : choisissez un PNG, un JPEG, un WebP ou un GIF"));

    Upload upload{.type = std::string{content->type}};
    std::shared_ptr<storage::Draft> draft = context.desk.files.draft(context.member.organisation.text());
    if (!content->is_image) copy(*file, *draft);
    else if (auto const fault = redraw(context, *file, shape, upload, *draft)) return *fault;
    draft->settle();
    if (draft->size() > most_bytes_of_file)
        return refused(t.text("Cette image dépasse 20 Mo une fois redessinée : réduisez-la, ou enregistrez-la en JPEG"));
    upload.name = name_for_type(shortened(file->name), upload.type);
    upload.draft = std::move(draft);
    return upload;
}

} // namespace evidence
