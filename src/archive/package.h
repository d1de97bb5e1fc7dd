#pragma once

#include "archive/manifest.h"
#include "archive/rows.h"
#include "archive/zip.h"
#include "core/secret.h"

#include <deque>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

// An archive as a whole: the ZIP file, its manifest, and what the manifest says of each entry.
namespace archive {

class PackageWriter {
public:
    PackageWriter(std::filesystem::path const& file, Manifest manifest) : zip_{file}, manifest_{std::move(manifest)} {}

    // What is added is read when the package is written. The reader must live until then.
    void add_rows(storage::Reader const&, Selection);
    void add_file(std::string const& name, Source content);
    void add_text(std::string const& name, std::string const& content);

    // Writes it all beside its place, on the disk.
    void write();

    // From now on it is where it was asked for.
    void publish() { zip_.publish(); }

private:
    void add(std::string const& name, Source, std::function<void(std::string digest)> at_end);

    ZipWriter zip_;
    Manifest manifest_;
};

class PackageReader {
public:
    // Refuses what is damaged, newer, of other content, or made to harm: names that lead elsewhere, entries that swell.
    PackageReader(std::filesystem::path const& file, Content wanted);

    Manifest const& manifest() const { return manifest_; }

    // Reads everything once, and refuses what is not as the manifest says.
    void check() const;

    void rows(TableEntry const&, TextToRows::Each const&) const;
    void bytes(FileEntry const&, std::function<void(std::string_view)> const& each) const;

    // How large its entries are together.
    std::uint64_t size() const;

private:
    ZipReader::Entry const& entry(std::string_view name) const;
    std::string text(std::string_view name) const;
    void require_harmless() const;
    void require_expected_names() const;

    ZipReader zip_;
    Manifest manifest_;
};

} // namespace archive
