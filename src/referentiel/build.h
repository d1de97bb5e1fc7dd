#pragma once

#include "referentiel/referentiel.h"
#include "referentiel/yaml.h"

#include <string_view>

namespace referentiel {

// The nouns out of a tree that has no fault any more. The bytes of the file give the version its hash.
Version build(Value const& file, std::string_view bytes);

// A text of the file, in each of these languages; a bare one is in the first.
Text text_of(Value const&, std::vector<std::string> const& languages);

} // namespace referentiel
