#pragma once

#include "app/options.h"

// « referentiel list | check | import ».
namespace app {

int list_referentiels(Options const&);
int check_referentiel(Options const&);

// Works while a server runs, which reads the new version when somebody asks for it.
int import_referentiel(Options const&);

} // namespace app
