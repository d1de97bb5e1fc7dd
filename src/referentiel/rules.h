#pragma once

#include "referentiel/reader.h"
#include "referentiel/yaml.h"

namespace referentiel {

// What a schema cannot say: languages, keys, numbers, levels, links, what covers what. The tree has the right shape by now.
void check_rules(Value const& file, Context const&, Findings&);

// What became of the version before, and that a published one stays as it is.
void check_lineage(Value const& file, Version const&, Context const&, Findings&);

} // namespace referentiel
