#include "mail/views.h"

#include <algorithm>

namespace mail {
namespace {

std::string state_text(html::Language const& t, State state) {
    switch (state) {
        case State::waiting: return t.text("En attente");
        case State::sent: return t.text("Envoyé");
        case State::failed: return t.text("Refusé");
        case State::unsure: return t.text("Envoyé, peut-être reçu deux fois");
    }
    return {};
}

std::string when(html::Language const& t, Zone const& zone, Instant instant) {
    auto const time = zone.local(instant);
    return t.text("{} à {}", {t.date(time.day), t.time(time)});
}

std::string recipient(Recipient const& to) { return to.name.empty() ? to.address : to.name + " <" + to.address + '>'; }

html::Html row(html::Language const& t, Zone const& zone, Letter const& letter) {
    return t.html(R"(
            <tr>
                <th scope="row"><a href="{}">{}</a></th>
                <td>{}</td>
                <td>{}</td>
                <td>{}</td>
            </tr>)",
        Url::page({"boite-mails", letter.id}), letter.mail.subject, recipient(letter.mail.to), when(t, zone, letter.posted_at),
        state_text(t, letter.state));
}

html::Html table(html::Language const& t, Zone const& zone, std::span<Letter const> letters) {
    return t.html(R"(
    <section tabindex="0" aria-labelledby="mails" class="scroll">
        <table class="register stacks">
            <caption id="mails">{Les mails, du plus récent au plus ancien}</caption>
            <thead>
                <tr>
                    <th scope="col">{Objet}</th>
                    <th scope="col">{Destinataire}</th>
                    <th scope="col">{Écrit le}</th>
                    <th scope="col">{État}</th>
                </tr>
            </thead>
            <tbody>{}
            </tbody>
        </table>
    </section>)",
        html::each(letters, [&](auto const& letter) { return row(t, zone, letter); }));
}

html::Html line_of_text(html::Language const& t, std::string_view line) {
    auto const url = Url::external(line);
    if (url) return t.html(R"(<a href="{}" rel="noreferrer">{}</a><br>)", *url, line);
    return t.html("{}<br>", line);
}

html::Html lines(html::Language const& t, std::string_view text) {
    html::Writer writer;
    while (!text.empty()) {
        auto const line = text.substr(0, text.find('\n'));
        writer.put(line_of_text(t, line));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return writer.finish();
}

html::Html fact(html::Language const& t, std::string_view name, std::string_view value) {
    return t.html(R"(
        <div>
            <dt>{}</dt>
            <dd>{}</dd>
        </div>)",
        name, value);
}

} // namespace

html::Html mailbox_page(html::Language const& t, Zone const& zone, std::span<Letter const> letters, html::Html const& more) {
    return t.html(R"(
    <h1>{Boîte aux lettres}</h1>
    <p>{Sans serveur de courriel, les mails restent ici : rien ne part de cette machine.}</p>{}{}{})",
        html::when(letters.empty(), [&] { return t.html("\n    <p>{Aucun mail pour l'instant.}</p>"); }),
        html::when(!letters.empty(), [&] { return table(t, zone, letters); }), more);
}

html::Html letter_page(html::Language const& t, Zone const& zone, Letter const& letter) {
    return t.html(R"(
    <p><a href="{}">{Tous les mails}</a></p>
    <h1>{}</h1>
    <dl class="facts">{}{}{}{}
    </dl>
    <p class="prose">{}</p>)",
        Url::page({"boite-mails"}), letter.mail.subject, fact(t, t.text("Destinataire"), recipient(letter.mail.to)),
        fact(t, t.text("Écrit le"), when(t, zone, letter.posted_at)), fact(t, t.text("État"), state_text(t, letter.state)),
        html::when(
            letter.last_answer.has_value(), [&] { return fact(t, t.text("Dernière réponse du serveur"), *letter.last_answer); }),
        lines(t, letter.mail.text));
}

} // namespace mail
