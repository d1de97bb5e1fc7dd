#pragma once

#include "accounts/visit.h"
#include "web/paths.h"
#include "web/response.h"

#include <any>
#include <concepts>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace accounts {

// The cycle that an address names, or none where it means the one that is open: pages of a cycle stand at both.
struct WhichCycle {
    std::optional<CycleId> id = {};

    static std::optional<WhichCycle> parse(std::string_view segment) {
        if (segment.empty()) return WhichCycle{};
        auto id = CycleId::parse(segment);
        if (!id) return std::nullopt;
        return WhichCycle{std::move(id)};
    }
};

// The addresses of the program. A handler gets what it may touch, then one parameter for each {} of its pattern, read by
// parse or answered by 404. The first {} of a structure's page is the structure, which the reception has checked.
class Router {
public:
    using Segments = std::vector<std::string>;

    template <typename Context>
    using Handler = std::function<web::Response(Context&, Segments const&, std::any const& prepared)>;

    using AnyHandler = std::variant<Handler<Guest>, Handler<UserVisit>, Handler<Visit>, Handler<GuestChange>, Handler<UserChange>,
        Handler<Change>>;

    template <typename Context>
    using Preparation = std::function<std::any(Context&, Segments const&)>;

    struct Route {
        std::string method;
        std::string pattern;
        Right right;
        AnyHandler handler;
        std::variant<std::monostate, Preparation<Preparing>, Preparation<Receiving>> prepare = {}; // absent from most
        bool takes_uploads = false;
        bool needs_key = true;

        bool is_prepared() const { return prepare.index() != 0; }
        bool is_received() const { return std::holds_alternative<Preparation<Receiving>>(prepare); }
    };

    template <typename Context, typename... Parameters>
    void get(std::string_view pattern, Right right, web::Response (*handler)(Context&, Parameters...)) {
        static_assert(is_page<Context>, "a page may not change anything");
        add("GET", pattern, right, sizeof...(Parameters), with_segments(handler));
    }

    template <typename Context, typename... Parameters>
    void post(std::string_view pattern, Right right, web::Response (*handler)(Context&, Parameters...)) {
        static_assert(!is_page<Context>, "a form changes something, or it is a page");
        add("POST", pattern, right, sizeof...(Parameters), with_segments(handler));
    }

    // A form that whoever has its secret address may send, from anywhere: what List-Unsubscribe-Post leads to (ruling 10).
    template <typename... Parameters>
    void post_without_key(std::string_view pattern, web::Response (*handler)(GuestChange&, Parameters...)) {
        post(pattern, Right::anyone, handler);
        routes_.back().needs_key = false;
    }

    template <typename Context, typename... Parameters>
    void put(std::string_view pattern, Right right, web::Response (*handler)(Context&, Parameters...)) {
        static_assert(!is_page<Context>, "a form changes something, or it is a page");
        add("PUT", pattern, right, sizeof...(Parameters), with_segments(handler));
    }

    template <typename Context, typename... Parameters>
    void remove(std::string_view pattern, Right right, web::Response (*handler)(Context&, Parameters...)) {
        static_assert(!is_page<Context>, "a form changes something, or it is a page");
        add("DELETE", pattern, right, sizeof...(Parameters), with_segments(handler));
    }

    // Prepares on threads of its own before the transaction opens: for what takes long, as the hashing of a password (Preparing)
    // or the reading of a file (Receiving).
    template <typename Context, typename Ready, typename Prepared, typename... Parameters>
    void post(std::string_view pattern, Right right, Prepared (*prepare)(Ready&, Parameters...),
        web::Response (*handler)(Context&, Prepared const&, Parameters...)) {
        static_assert(!is_page<Context>, "a form changes something, or it is a page");
        add("POST", pattern, right, sizeof...(Parameters), with_prepared(handler));
        routes_.back().prepare =
            Preparation<Ready>{[prepare](Ready& context, [[maybe_unused]] Segments const& segments) -> std::any {
                return applied([&](Parameters... parameters) { return prepare(context, std::move(parameters)...); },
                    static_cast<std::tuple<Parameters...>*>(nullptr), segments);
            }};
    }

    // Takes files, 20 MB together, which wait on the disk while they are prepared.
    template <typename Context, typename Prepared, typename... Parameters>
    void upload(std::string_view pattern, Right right, Prepared (*prepare)(Receiving&, Parameters...),
        web::Response (*handler)(Context&, Prepared const&, Parameters...)) {
        post(pattern, right, prepare, handler);
        routes_.back().takes_uploads = true;
    }

    // A page of a cycle: at /structures/{}/cycles/{}/… and, for the open cycle, at /structures/{}/….
    template <typename Context, typename... Parameters>
    void get_in_cycle(std::string_view rest, Right right, web::Response (*handler)(Context&, WhichCycle, Parameters...)) {
        get("/structures/{}/cycles/{}" + std::string{rest}, right, handler);
        add("GET", "/structures/{}" + std::string{rest}, right, sizeof...(Parameters), with_open_cycle(with_segments(handler)));
    }

    template <typename Context, typename... Parameters>
    void post_in_cycle(std::string_view rest, Right right, web::Response (*handler)(Context&, WhichCycle, Parameters...)) {
        post("/structures/{}/cycles/{}" + std::string{rest}, right, handler);
        add("POST", "/structures/{}" + std::string{rest}, right, sizeof...(Parameters), with_open_cycle(with_segments(handler)));
    }

    struct Found {
        Route const* route;
        std::optional<OrganisationId> organisation; // of a structure's page, as the address names it
        Segments segments;                          // of the handler's parameters
    };

    // Nothing where no pattern fits; an organisation that is no id fits none.
    std::optional<Found> find(std::string_view method, std::string_view path) const;

    // The methods that an address answers to, for 405; empty where there is no such address.
    std::vector<std::string> methods(std::string_view path) const;

    // The roles × routes table.
    std::vector<Route> const& routes() const { return routes_; }

private:
    template <typename Context>
    static constexpr bool is_page =
        std::same_as<Context, Guest> || std::same_as<Context, UserVisit> || std::same_as<Context, Visit>;

    template <typename Work, typename... Parameters>
    static auto applied(Work const& work, std::tuple<Parameters...>*, [[maybe_unused]] Segments const& segments) {
        return [&]<std::size_t... i>(std::index_sequence<i...>) { return work(web::require(parse<Parameters>(segments[i]))...); }
        (std::index_sequence_for<Parameters...>{});
    }

    template <typename Context, typename... Parameters>
    static Handler<Context> with_segments(web::Response (*handler)(Context&, Parameters...)) {
        return [handler](Context& context, Segments const& segments, std::any const&) {
            return applied([&](Parameters... parameters) { return handler(context, std::move(parameters)...); },
                static_cast<std::tuple<Parameters...>*>(nullptr), segments);
        };
    }

    template <typename Context, typename Prepared, typename... Parameters>
    static Handler<Context> with_prepared(web::Response (*handler)(Context&, Prepared const&, Parameters...)) {
        return [handler](Context& context, Segments const& segments, std::any const& prepared) {
            auto const& ready = std::any_cast<Prepared const&>(prepared);
            return applied([&](Parameters... parameters) { return handler(context, ready, std::move(parameters)...); },
                static_cast<std::tuple<Parameters...>*>(nullptr), segments);
        };
    }

    template <typename Context>
    static Handler<Context> with_open_cycle(Handler<Context> handler) {
        return [handler](Context& context, Segments const& segments, std::any const& prepared) {
            Segments all{""};
            all.insert(all.end(), segments.begin(), segments.end());
            return handler(context, all, prepared);
        };
    }

    void add(std::string_view method, std::string_view pattern, Right, std::size_t parameters, AnyHandler);

    std::map<std::string, web::Paths, std::less<>> paths_; // by method
    std::vector<Route> routes_;
};

// Is this the pattern of a structure's page, whose first {} is the structure?
bool is_of_organisation(std::string_view pattern);

} // namespace accounts
