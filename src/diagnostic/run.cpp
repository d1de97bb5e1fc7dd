#include "diagnostic/run.h"

namespace diagnostic {

bool stands_on(std::optional<Run> const& kept, Writing const& writing) {
    if (!kept) return writing.base.number == 0;
    if (writing.base == kept->revision) return true;
    return writing.base < kept->revision && !writing.editor.empty() && kept->editor == writing.editor &&
           kept->editor_since <= writing.base.number;
}

bool goes_on(std::optional<Run> const& kept, Writing const& writing) {
    return kept && kept->author == writing.author.id.text() && writing.now - kept->at < silence;
}

Run after(std::optional<Run> const& kept, Writing const& writing) {
    auto const author = std::string{writing.author.id.text()};
    if (!kept) return {{1}, author, writing.now, writing.editor, 0};
    auto const is_same_editor = kept->editor == writing.editor && !writing.editor.empty();
    auto const since = is_same_editor ? kept->editor_since : kept->revision.number;
    return {{kept->revision.number + 1}, author, writing.now, writing.editor, since};
}

} // namespace diagnostic
