#include "app/documents.h"
#include "core/secret.h"
#include "evidence/documents.h"
#include "evidence/image_header.h"
#include "evidence/logo.h"
#include "evidence/samples.h"
#include "evidence/tidying.h"
#include "reports/workshop.h"

#include <filesystem>
#include <fstream>
#include <future>

using namespace std::chrono_literals;
using namespace std::string_literals;
using storage::Engine;
using support::file_of, support::files_kept, support::for_each_engine, support::Office, support::Page, support::upload,
    support::uploaded;

namespace {

bool draws_images() {
    if (!reports::has_worker()) return false;
    auto const installed = std::filesystem::exists(reports::worker_folder() / "node_modules/sharp");
    if (!installed) MESSAGE("SKIPPED: no worker/node_modules/sharp (npm ci --ignore-scripts --prefix worker)");
    return installed;
}

} // namespace

TEST_CASE("what is no document, or is damaged, is refused in words and nothing of it stays") {
    Office office;
    auto maud = office.signed_in(office.maud);
    if (!draws_images()) return;
    reports::Workshop workshop{reports::test_settings()};
    office.desk->slots.fill(app::images_by(workshop));
    auto const all = samples::damaged();
    CHECK(all.size() >= 30);
    for (auto const& one : all) {
        CAPTURE(one.what);
        auto const page = upload(office, maud, one.bytes, "x.php.png");
        CHECK(page.status == 422);
        CHECK(page.shows("href=\"#file\""));
    }
    for (auto const& drawing : samples::drawings()) {
        auto const page = upload(office, maud, drawing, "dessin.svg");
        CHECK(page.status == 422);
        CHECK(page.says("Les dessins SVG ne sont pas acceptés"));
    }
    CHECK(upload(office, maud, "", "").says("Choisissez un fichier sur votre ordinateur"));
    CHECK(upload(office, maud, std::string((std::size_t{20} << 20) + 1, 'x'), "long.txt").says("Ce fichier dépasse 20 Mo"));
    CHECK(maud.get(office.structure_path("/documents")).says("Aucun document pour l'instant"));
    CHECK(files_kept(office) == 0);
    for (auto const& one : std::filesystem::recursive_directory_iterator{office.files_folder()})
        CHECK_FALSE(one.is_regular_file());
}

TEST_CASE("an image is drawn anew: where it was taken and what hid behind it is gone") {
    Office office;
    auto maud = office.signed_in(office.maud);
    if (!draws_images()) return;
    reports::Workshop workshop{reports::test_settings()};
    office.desk->slots.fill(app::images_by(workshop));
    auto const photo = samples::jpeg(samples::gps_segment());
    REQUIRE(photo.find("GPSPOSITION") != photo.npos);
    auto const with_program =
        samples::png(4, 4, samples::chunk("tEXt", "Comment\0<?php system('id'); ?>"s)) + samples::zip({{"a.txt", "a"}});

    struct Sent {
        std::string bytes, name, secret;
    };
    for (auto const& [bytes, name, secret] : std::vector<Sent>{{photo, "photo.jpg", "Exif"}, {photo, "photo.jpg", "GPSPOSITION"},
             {with_program, "x.php.png", "<?php"}, {with_program, "x.png", "PK"}, {samples::gif(), "a.gif", "nothing"}}) {
        auto const path = uploaded(office, maud, bytes, name);
        auto const file = maud.get(file_of(maud.get(path)));
        CHECK(file.status == 200);
        CHECK(file.body.size() > 20);
        CHECK(file.body.find(secret) == file.body.npos);
        auto const shown = maud.get(file_of(maud.get(path)) + "?voir=1");
        CHECK(shown.header("Content-Disposition").starts_with("inline; "));
        CHECK(shown.header("Content-Security-Policy").find("sandbox") != std::string::npos);
    }
}

TEST_CASE("an animation goes on moving, and one that is too large is told so") {
    Office office;
    auto maud = office.signed_in(office.maud);
    if (!draws_images()) return;
    reports::Workshop workshop{reports::test_settings()};
    office.desk->slots.fill(app::images_by(workshop));

    auto const path = uploaded(office, maud, samples::animation(40, 30, 3), "a.gif");
    auto const moving = maud.get(file_of(maud.get(path))).body;
    int images = 0;
    for (auto at = moving.find("!\xf9\x04"); at != moving.npos; at = moving.find("!\xf9\x04", at + 1)) ++images;
    CHECK(images == 3);
    auto const page = upload(office, maud, samples::animation(2'000, 2'000, 11), "b.gif");
    CHECK(page.status == 422);
    CHECK(page.says("toutes celles d'une animation"));
}

TEST_CASE("what the program that draws cannot do is no fault of the image") {
    if (!draws_images()) return;
    reports::Workshop workshop{reports::test_settings()};
    using Fault = evidence::Images::Fault;
    CHECK(app::images_by(workshop).redraw({"a", "/nowhere/a.png", "/nowhere/b.png", "image/png"}) == Fault::unavailable);
    auto const from = std::filesystem::temp_directory_path() / ("esspratiques_image_" + std::to_string(getpid()));
    std::ofstream{from} << samples::png(2, 2);
    CHECK(app::images_by(workshop).redraw({"a", from, "/nowhere/b.png", "image/png"}) == Fault::unavailable);
    std::filesystem::remove(from);
}

TEST_CASE("an image that grows past twenty megabytes when it is drawn is refused") {
    Office office;
    office.desk->slots.fill(evidence::Images{[](evidence::Images::Job const& job) -> std::optional<evidence::Images::Fault> {
        std::ofstream{job.to} << std::string((std::size_t{20} << 20) + 1, 'x');
        return std::nullopt;
    }});
    auto maud = office.signed_in(office.maud);
    auto const page = upload(office, maud, samples::png(2, 2), "a.png");
    CHECK(page.status == 422);
    CHECK(page.says("une fois redessinée"));
    CHECK(files_kept(office) == 0);
}

TEST_CASE("where images cannot be drawn, the rest is received and the image is asked for again later") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const page = upload(office, maud, samples::png(2, 2), "a.png");
    CHECK(page.status == 503);
    CHECK(page.says("Les images ne peuvent pas être reçues en ce moment"));
    CHECK(upload(office, maud, "Un texte.", "a.txt").status == 303);
}

TEST_CASE("while images are drawn, people sign in and read on") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        std::promise<void> drawn;
        office.desk->slots.fill(evidence::Images{[is_drawn = drawn.get_future().share()](auto const&) {
            is_drawn.wait();
            return evidence::Images::Fault::unavailable;
        }});
        std::vector<std::future<Page>> uploads;
        for (int i = 0; i < 6; ++i) {
            auto browser = office.signed_in(office.maud);
            browser.get(office.structure_path("/documents/nouveau"));
            uploads.push_back(std::async(std::launch::async, [&office, browser]() mutable {
                return browser.upload(office.structure_path("/documents"), {"a.png", samples::png(2, 2)},
                    {{"id", "00000000-0000-7000-8000-000000000001"}});
            }));
        }
        std::this_thread::sleep_for(100ms); // for them to arrive; where they do not, nothing is tried

        auto const others = std::async(std::launch::async, [&] {
            auto browser = office.visitor();
            auto const page = browser.post(
                "/connexion", {{"email", "maud@deuxrives.exemple.fr"}, {"password", std::string{support::password}}});
            return std::pair{page.status, browser.get(office.structure_path("/documents")).status};
        });
        auto const is_soon = others.wait_for(10s) == std::future_status::ready;
        drawn.set_value();
        CHECK(is_soon);
        for (auto& upload : uploads) CHECK(upload.get().status == 503);
    });
}

TEST_CASE("a structure has a logo, drawn small, on its pages and for its reports; another does not see it") {
    if (!draws_images()) return;
    for_each_engine([](Engine engine) {
        Office office{engine};
        reports::Workshop workshop{reports::test_settings()};
        office.desk->slots.fill(app::images_by(workshop));
        auto solene = office.signed_in(office.solene), idriss = office.signed_in(office.idriss);
        auto const settings = office.structure_path("/parametres"), logo = office.structure_path("/logo");
        CHECK(solene.get(logo).status == 404);
        CHECK_FALSE(solene.get(settings).shows("whereabouts__logo"));

        auto const wrong = solene.upload(settings + "/logo", {"logo.pdf", samples::pdf()});
        CHECK(wrong.status == 422);
        CHECK(wrong.says("Un logo est une image"));
        CHECK(solene.upload(settings + "/logo", {"logo.svg", samples::drawings().front()}).status == 422);
        CHECK(solene.upload(settings + "/logo", {"", ""}).says("Choisissez une image"));
        CHECK(idriss.upload(settings + "/logo", {"logo.png", samples::png(9, 9)}).status == 403);
        REQUIRE(solene.upload(settings + "/logo", {"logo.jpg", samples::png(1'024, 600)}).status == 303);

        CHECK(idriss.get(office.structure_path("/equipe")).shows("whereabouts__logo"));
        auto const shown = idriss.get(logo);
        CHECK(shown.header("Content-Type") == "image/png");
        auto const header =
            evidence::image_header({[&](auto at, auto count) { return shown.body.substr(at, count); }, shown.body.size()});
        REQUIRE(header);
        CHECK(header->width == 512);
        CHECK(header->height == 300);
        CHECK(office.signed_in(office.nadia).get(logo).status == 404);
        office.db().read([&](storage::Reader& db) {
            auto const member = accounts::find_member(db, office.deux_rives, office.maud).value();
            CHECK(evidence::logo(db, office.desk->files, member) == shown.body);
        });
        auto const drawn = base64url(std::as_bytes(std::span{shown.body}));
        for (auto const report : {"/diagnostic/resultats.pdf", "/pratiques.pdf", "/engagements.pdf"}) {
            CAPTURE(report);
            CHECK(solene.get(office.cycle_path(report)).body.find(drawn) != std::string::npos);
        }
        evidence::tidy(*office.desk);
        CHECK(files_kept(office) == 1);

        CHECK(solene.post(settings + "/logo-retrait").status == 303);
        CHECK(solene.get(logo).status == 404);
        evidence::tidy(*office.desk);
        CHECK(files_kept(office) == 0);
    });
}
