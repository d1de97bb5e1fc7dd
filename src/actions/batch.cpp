#include "actions/batch.h"

namespace actions {

std::string_view to_text(Edit::Kind kind) {
    switch (kind) {
        case Edit::Kind::responsible: return "responsible";
        case Edit::Kind::due: return "due";
        case Edit::Kind::state: return "state";
        case Edit::Kind::trash: return "trash";
    }
    return "";
}

Content edited(Content content, Edit const& edit, Date today) {
    switch (edit.kind) {
        case Edit::Kind::responsible: content.responsible = edit.responsible; break;
        case Edit::Kind::due: content.due = edit.due; break;
        case Edit::Kind::state:
            if (content.state == edit.state) break;
            if (edit.state == State::done) content.progress = 100, content.done = today;
            else if (content.state == State::done) content.progress = 0, content.done.reset();
            content.state = edit.state;
            break;
        case Edit::Kind::trash: break;
    }
    return content;
}

Changed before(Action const& action) {
    auto const& content = action.content;
    return {action.id, action.revision, content.responsible, content.due, content.state, content.progress, content.done};
}

Content restored(Content content, Changed const& was, Edit::Kind kind) {
    switch (kind) {
        case Edit::Kind::responsible: content.responsible = was.responsible; break;
        case Edit::Kind::due: content.due = was.due; break;
        case Edit::Kind::state: content.state = was.state, content.progress = was.progress, content.done = was.done; break;
        case Edit::Kind::trash: break;
    }
    return content;
}

} // namespace actions

template <>
std::optional<actions::Edit::Kind> parse<actions::Edit::Kind>(std::string_view text) {
    using Kind = actions::Edit::Kind;
    for (auto const kind : {Kind::responsible, Kind::due, Kind::state, Kind::trash})
        if (to_text(kind) == text) return kind;
    return std::nullopt;
}
