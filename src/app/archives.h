#pragma once

#include "app/options.h"

// The commands about archives and about the health of an instance.
namespace app {

int export_structure(Options const&);
int import_structure(Options const&);
int back_up(Options const&);
int restore(Options const&);
int examine(Options const&);

} // namespace app
