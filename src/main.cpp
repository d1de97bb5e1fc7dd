#include "app/commands.h"

#include <string>
#include <vector>

int main(int count, char** words) { return app::run(std::vector<std::string>(words + 1, words + count)); }
