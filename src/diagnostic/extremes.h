#pragma once

#include "diagnostic/scores.h"
#include "html/html.h"

#include <span>
#include <string>
#include <vector>

namespace diagnostic {

// « Appui solide : … », « À travailler d'abord : … »: the strongest and the weakest chapters, where they differ; of more than
// three of one mean, none is named.
std::vector<std::string> extremes(html::Language const& t, std::span<ChapterScore const>);

} // namespace diagnostic
