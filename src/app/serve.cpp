#include "app/serve.h"

#include "accounts/reception.h"
#include "app/answers.h"
#include "app/demonstration.h"
#include "app/documents.h"
#include "app/errands.h"
#include "app/place.h"
#include "app/program.h"
#include "app/tidying.h"
#include "core/embedded.h"
#include "core/secret.h"
#include "entrance/errands.h"
#include "evidence/reminders.h"
#include "evidence/tidying.h"
#include "layout/status.h"
#include "mail/sender.h"
#include "referentiel/imported.h"
#include "reports/worker.h"
#include "web/assets.h"
#include "web/log.h"
#include "web/server.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace app {
namespace {

using accounts::Reception;
using web::Answer, web::Request, web::Response;

constexpr std::size_t most_form_bytes = std::size_t{2} << 20;
constexpr std::size_t most_upload_bytes = (std::size_t{20} << 20) + (std::size_t{256} << 10); // a file and what stands round it

int status_of(reports::Fault fault) {
    switch (fault) {
        case reports::Fault::busy:
        case reports::Fault::unavailable: return 503;
        case reports::Fault::too_large: return 504;
        case reports::Fault::failed: break;
    }
    return 500;
}

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.") || address == "localhost" ||
           address == "[::1]";
}

std::string host_of(std::string_view listen) { return std::string{listen.substr(0, listen.rfind(':'))}; }

void require_safe(Options const& options, std::string const& listen, std::string const& base_url) {
    auto const is_local = is_loopback(host_of(listen));
    if (!options.value("smtp") && !is_local)
        throw Impossible{"sans --smtp, seule cette machine peut être servie : --listen 127.0.0.1:8080"};
    if (!is_local && !base_url.starts_with("https://") && !options.has("allow-clear"))
        throw Impossible{
            "servir en clair à d'autres machines demande --allow-clear, ou une --base-url en https derrière un mandataire"};
}

std::vector<std::string> words_in(std::string const& text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find_first_of(", ", at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

accounts::Imprint imprint_of(Options const& options) {
    return {.publisher = options.value_or("publisher", ""),
        .host = options.value_or("host", ""),
        .contact = options.value_or("contact", ""),
        .source = options.value_or("source", "")};
}

std::string trimmed_file(std::string const& path) {
    std::ifstream stream{path};
    std::string text{std::istreambuf_iterator{stream}, {}};
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    if (text.size() < 16) throw Impossible{"le jeton des mesures est absent ou trop court : " + path};
    return text;
}

// Everything that serves, in the order in which it is taken down.
class House {
public:
    explicit House(Options const& options)
        : place_{place_of(options)}, lock_{place_}, listen_{options.value_or("listen", "127.0.0.1:8080")},
          base_url_{options.value_or("base-url", "http://" + listen_)}, workers_{options.number("workers", 4, 1, 64)} {
        require_safe(options, listen_, base_url_);
        if (auto const file = options.value("metrics-token-file")) metrics_token_ = trimmed_file(*file);
        furniture_ = furnish(place_.database,
            {.base_url = base_url_,
                .secret = secret_of(options, place_),
                .shows_mailbox = !options.value("smtp").has_value(),
                .imprint = imprint_of(options)},
            workers_ + 2);
        auto& desk = *furniture_.desk;
        desk.slots.fill(images_by(workshop_));
        desk.slots.fill(press_by(workshop_));
        if (auto const smtp = options.value("smtp"))
            start_mail(*smtp, options.value_or("mail-from", "ne-pas-repondre@" + mail_domain()));
        errands_ = std::make_unique<Errands>(Errands::Work{[&] { run_errands(); }, [&] { tidy_up(); }}, std::chrono::minutes{1},
            [](std::string_view what) { log_fault("errands", what); });
        desk.bells = {.mail_posted =
                          [this] {
                              if (sender_) sender_->notify();
                          },
            .errand_posted = [this] { errands_->ring(); }};
        reception_ = std::make_unique<Reception>(desk, router_, slots());
        server_ = std::make_unique<web::Server>(
            server_settings(options), [this](Request request, Answer answer) { handle(std::move(request), std::move(answer)); },
            [this](int status, Request const* request) {
                return status_answer(request, furniture_.desk->french, status, request ? request->reference : "");
            });
    }

    // The port, which the system chose where 0 was asked for.
    int open() {
        errands_->ring();
        return server_->start();
    }
    void close() {
        server_->stop();
        workshop_.stop();
    }
    std::string const& base_url() const { return base_url_; }

private:
    std::string mail_domain() const {
        auto const host = base_url_.substr(base_url_.find("//") + 2);
        return host.substr(0, host.find_first_of(":/"));
    }

    void start_mail(std::string const& smtp, std::string const& from) {
        sender_ = std::make_unique<mail::Sender>(*furniture_.db,
            mail::Sending{.server = mail::Server{smtp},
                .from = {from, "ESS Pratiques"},
                .log = [](std::string_view what) { log_fault("mail", what); }},
            furniture_.desk->clock, furniture_.desk->chance);
        sender_->start();
    }

    void run_errands() {
        entrance::run_errands(*furniture_.desk);
        if (reception_) reception_->write_touches();
        restore_demonstrations(*furniture_.desk);
    }

    void tidy_up() {
        auto const& desk = *furniture_.desk;
        std::string doubt;
        desk.db.write([&](storage::Writer& db) { doubt = tidy(db, desk.clock()); });
        if (!doubt.empty()) log_fault("errands", doubt);
        if (!desk.db.found([](storage::Reader const& db) { return is_in_doubt(db); })) evidence::remind(desk);
        evidence::tidy(desk);
        referentiel::keep_carried(desk.db, desk.library, embedded::referentiels(), desk.clock());
    }

    web::ServerSettings server_settings(Options const& options) const {
        web::ServerSettings settings;
        settings.listen = listen_;
        settings.is_https = base_url_.starts_with("https://");
        settings.workers = workers_;
        settings.trusted_proxies = words_in(options.value_or("trusted-proxy", ""));
        settings.most_body_bytes = most_form_bytes;
        settings.most_upload_bytes = most_upload_bytes;
        settings.takes_uploads = [this](web::Request const& request) { return reception_->takes_uploads(request); };
        if (place_.folder) settings.spool_folder = *place_.folder;
        settings.is_brief = [this](web::Request const& request) { return reception_->is_brief(request); };
        return settings;
    }

    accounts::ReceptionSlots slots() {
        return {.status_page = [](accounts::Caller const* caller, int status,
                                   std::string_view reference) { return refusal_answer(*caller, status, reference); },
            .make_report = [this](web::Later later, std::string const& asker,
                               Answer answer) { make_report(std::move(later), asker, std::move(answer)); },
            .log = log_request,
            .log_fault = log_fault};
    }

    void make_report(web::Later later, std::string const& asker, Answer answer) {
        auto const name = later.file_name;
        workshop_.make({later.kind, std::move(later.json), asker},
            [name, answer = std::move(answer)](Result<reports::Made, reports::Refusal> made) {
                if (made) return answer({.headers = {{"Content-Type", made->type}, web::attachment(name)}, .body = made->bytes});
                auto const& refusal = made.error();
                if (refusal.fault != reports::Fault::busy) log_fault("reports", refusal.reason);
                auto const status = status_of(refusal.fault);
                Response response{.status = status}; // the reception says it in the reader's language
                if (status == 503) response.headers.emplace_back("Retry-After", std::to_string(std::max(refusal.retry_after, 5)));
                answer(std::move(response));
            });
    }

    void handle(Request request, Answer answer) {
        if (request.path == "/healthz") return answer(web::text("ok"));
        if (request.path == "/readyz") {
            auto const answers = furniture_.db->answers();
            return answer(web::text(answers ? "ok" : "la base ne répond pas", answers ? 200 : 503));
        }
        if (request.path == "/metrics") return answer(metrics(request));
        constexpr std::string_view assets = "/assets/";
        if (request.path.starts_with(assets) && request.method == "GET")
            if (auto found = assets_.find(std::string_view{request.path}.substr(assets.size()))) return answer(*std::move(found));
        reception_->receive(std::move(request), std::move(answer));
    }

    // For loopback, or who holds the token; nobody else learns that it exists.
    Response metrics(Request const& request) const {
        auto const sent = request.header("authorization").value_or("");
        auto const has_token = !metrics_token_.empty() && is_same_secret(sent, "Bearer " + metrics_token_);
        auto const is_direct = is_loopback(request.address) && !request.header("x-forwarded-for");
        if (!has_token && !is_direct) return layout::status_page(furniture_.desk->french, 404);
        return metrics_text();
    }

    Response metrics_text() const;

    Place place_;
    FolderLock lock_;
    std::string listen_;
    std::string base_url_;
    int workers_;
    std::string metrics_token_;
    accounts::Router router_ = routes();
    web::Assets assets_;
    Furniture furniture_;
    reports::Workshop workshop_{{.folder = worker_folder()}};
    std::unique_ptr<mail::Sender> sender_;
    std::unique_ptr<Errands> errands_;
    std::unique_ptr<Reception> reception_;
    std::unique_ptr<web::Server> server_;
};

// Resident memory and CPU of the process, as the kernel counts them.
Response House::metrics_text() const {
    std::ifstream statm{"/proc/self/statm"};
    long pages = 0, resident = 0;
    statm >> pages >> resident;
    timespec cpu{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
    std::string text = "# HELP process_resident_memory_bytes Resident memory.\n# TYPE process_resident_memory_bytes gauge\n";
    text += "process_resident_memory_bytes " + std::to_string(resident * sysconf(_SC_PAGESIZE)) + "\n";
    text += "# HELP process_cpu_milliseconds_total CPU time used.\n# TYPE process_cpu_milliseconds_total counter\n";
    text += "process_cpu_milliseconds_total " + std::to_string(cpu.tv_sec * 1000 + cpu.tv_nsec / 1'000'000) + "\n";
    auto response = web::text(text);
    response.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}};
    return response;
}

// It may be beside data that is yet to be. What cannot be made is told by the opening of the log.
void create_folder_of_log(std::filesystem::path const& log) {
    std::error_code ignored;
    std::filesystem::create_directories(log.parent_path(), ignored);
}

} // namespace

int serve(Options const& options) {
    // Blocked before any thread starts, so that all of them leave these signals to the wait below.
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    create_folder_of_log(options.value_or("log", "-"));
    web::open_log(options.value_or("log", "-"));
    House house{options};
    auto const port = house.open();
    std::cerr << "ESS Pratiques : " << house.base_url() << " (port " << port << ")" << std::endl;

    int signal = 0;
    sigwait(&ending, &signal);
    house.close();
    web::close_log();
    return 0;
}

} // namespace app
