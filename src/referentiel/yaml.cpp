#include "referentiel/yaml.h"

#include <algorithm>
#include <sstream>
#include <unordered_map>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace referentiel {

namespace {

constexpr std::size_t deepest = 40;
constexpr std::size_t most_values = 250'000;

// Ends the reading of a file from inside the parser.
struct Stop {};

// yaml-cpp counts bytes; people count characters.
class Places {
public:
    explicit Places(std::string_view text) : text_{text} {
        starts_.push_back(0);
        for (std::size_t at = 0; at < text.size(); ++at)
            if (text[at] == '\n') starts_.push_back(at + 1);
    }

    // Marks mostly come in order, so that counting goes on from the last one instead of from the start of a very long line.
    Place place(YAML::Mark const& mark) {
        if (mark.is_null()) return {};
        auto const offset = this->offset(mark);
        auto const line = std::min(static_cast<std::size_t>(std::max(mark.line, 0)), starts_.size() - 1);
        if (line != line_ || offset < offset_) {
            line_ = line;
            offset_ = starts_[line];
            column_ = 1;
        }
        for (; offset_ < offset; ++offset_) column_ += (static_cast<unsigned char>(text_[offset_]) & 0xc0) != 0x80;
        return {line + 1, column_};
    }

    char sign(YAML::Mark const& mark) const {
        auto const offset = this->offset(mark);
        return offset < text_.size() ? text_[offset] : '\0';
    }

private:
    std::size_t offset(YAML::Mark const& mark) const {
        auto const line = std::min(static_cast<std::size_t>(std::max(mark.line, 0)), starts_.size() - 1);
        return std::min(starts_[line] + static_cast<std::size_t>(std::max(mark.column, 0)), text_.size());
    }

    std::string_view text_;
    std::vector<std::size_t> starts_;
    std::size_t line_ = 0, offset_ = 0, column_ = 1;
};

// Builds the tree out of the events, so that what a tree of yaml-cpp hides (repeated words, aliases) is seen.
class Builder final : public YAML::EventHandler {
public:
    Builder(Places& places, Findings& findings) : places_{places}, findings_{findings}, t{findings.t} {}

    void OnDocumentStart(YAML::Mark const& mark) override {
        if (++documents_ < 2) return;
        findings_.fault(
            places_.place(mark), t.text("le fichier contient plusieurs documents"), t.text("n'en gardez qu'un, sans ligne ---"));
        throw Stop{};
    }
    void OnDocumentEnd() override {}

    void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override {
        refuse_special(mark, anchor, "");
        take({.kind = Value::Kind::nothing, .place = places_.place(mark)});
    }
    void OnAlias(YAML::Mark const& mark, YAML::anchor_t) override {
        say_special(mark);
        take({.kind = Value::Kind::nothing, .place = places_.place(mark)});
    }
    void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor, std::string const& text) override {
        refuse_special(mark, anchor, tag);
        auto const kind = tag == "?" ? Value::Kind::plain : Value::Kind::quoted;
        take({.kind = kind, .place = places_.place(mark), .text = text});
    }
    void OnSequenceStart(
        YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        refuse_special(mark, anchor, tag);
        open(Value::Kind::list, mark);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        refuse_special(mark, anchor, tag);
        open(Value::Kind::map, mark);
    }
    void OnMapEnd() override { close(); }

    bool has_special() const { return has_special_; }
    bool has_document() const { return root_ && root_->kind != Value::Kind::nothing; }
    Value finish() { return std::move(*root_); }

private:
    struct Frame {
        Value value;
        std::optional<Value::Word> word; // of a map: the one whose part comes next
        std::unordered_map<std::string, std::size_t> lines{};
    };

    void refuse_special(YAML::Mark const& mark, YAML::anchor_t anchor, std::string const& tag) {
        auto const is_tag = tag != "" && tag != "?" && tag != "!";
        if (anchor != 0 || is_tag || (tag == "!" && places_.sign(mark) == '!')) say_special(mark);
    }

    void say_special(YAML::Mark const& mark) {
        has_special_ = true;
        findings_.fault(places_.place(mark), t.text("&, * et ! ont un sens particulier en YAML et ne sont pas acceptés ici"),
            t.text("mettez le texte entre guillemets doubles, ou réécrivez-le en entier"));
    }

    void open(Value::Kind kind, YAML::Mark const& mark) {
        auto const place = places_.place(mark);
        if (stack_.size() >= deepest) {
            findings_.fault(place, t.text("l'arbre est trop profond"), t.text("huit étages au plus"));
            throw Stop{};
        }
        count(place);
        stack_.push_back({{.kind = kind, .place = place}, {}});
    }

    void close() {
        auto value = std::move(stack_.back().value);
        stack_.pop_back();
        put(std::move(value));
    }

    void take(Value value) {
        count(value.place);
        put(std::move(value));
    }

    void count(Place place) {
        if (++values_ <= most_values) return;
        findings_.fault(place, t.text("le fichier a trop de lignes"), t.text("partagez-le : un référentiel par fichier"));
        throw Stop{};
    }

    void put(Value value) {
        if (stack_.empty()) {
            root_ = std::move(value);
            return;
        }
        auto& frame = stack_.back();
        if (frame.value.kind == Value::Kind::list) frame.value.parts.push_back(std::move(value));
        else if (!frame.word) frame.word = Value::Word{value.is_text() ? value.text : "?", value.place};
        else put_named(frame, std::move(value));
    }

    void put_named(Frame& frame, Value value) {
        auto const word = std::move(*frame.word);
        frame.word.reset();
        auto const [first, is_new] = frame.lines.emplace(word.text, word.place.line);
        if (!is_new) {
            findings_.fault(word.place,
                t.text("« {} » est écrit deux fois (d'abord à la ligne {})", {word.text, std::to_string(first->second)}),
                t.text("gardez-en un seul"));
            return;
        }
        frame.value.words.push_back(word);
        frame.value.parts.push_back(std::move(value));
    }

    Places& places_;
    Findings& findings_;
    html::Language const& t;
    std::vector<Frame> stack_;
    std::optional<Value> root_;
    std::size_t documents_ = 0, values_ = 0;
    bool has_special_ = false;
};

void say_no_yaml(YAML::ParserException const& problem, Places& places, Findings& findings) {
    auto const& t = findings.t;
    auto const place = places.place(problem.mark);
    auto const look = t.text("regardez les retraits et les guillemets de cette ligne et de celle d'avant");
    std::string_view const message = problem.msg;
    if (message == YAML::ErrorMsg::UNKNOWN_ANCHOR)
        findings.fault(place, t.text("&, * et ! ont un sens particulier en YAML et ne sont pas acceptés ici"),
            t.text("mettez le texte entre guillemets doubles, ou réécrivez-le en entier"));
    else if (message == YAML::ErrorMsg::MAP_VALUE)
        findings.fault(place, t.text("ce n'est pas du YAML : un deux-points n'est pas permis ici"),
            t.text("le texte contient « : » ; mettez-le entre guillemets doubles, ou commencez-le par >- sur sa propre ligne"));
    else if (places.sign(problem.mark) == '?')
        findings.fault(place, t.text("ce n'est pas du YAML : un point d'interrogation n'est pas permis ici"),
            t.text("entre accolades, mettez entre guillemets doubles un texte qui a un point d'interrogation"));
    else if (message == YAML::ErrorMsg::END_OF_MAP_FLOW)
        findings.fault(place, t.text("ce n'est pas du YAML : une accolade n'est pas fermée"), look);
    else if (message == YAML::ErrorMsg::END_OF_SEQ_FLOW)
        findings.fault(place, t.text("ce n'est pas du YAML : un crochet n'est pas fermé"), look);
    else if (message == YAML::ErrorMsg::EOF_IN_SCALAR)
        findings.fault(place, t.text("ce n'est pas du YAML : des guillemets ne sont pas fermés"), look);
    else if (message.starts_with(YAML::ErrorMsg::INVALID_ESCAPE))
        findings.fault(place, t.text("ce n'est pas du YAML : une barre oblique inverse n'est pas permise ici"),
            t.text("supprimez-la, ou écrivez le texte après >-"));
    else findings.fault(place, t.text("ce n'est pas du YAML"), look);
}

} // namespace

Value const* Value::find(std::string_view word) const {
    auto const found = std::ranges::find(words, word, &Word::text);
    return found == words.end() ? nullptr : &parts[static_cast<std::size_t>(found - words.begin())];
}

Place Value::place_of(std::string_view word) const {
    auto const found = std::ranges::find(words, word, &Word::text);
    return found == words.end() ? place : found->place;
}

std::optional<Value> parse_yaml(std::string const& text, Findings& findings) {
    Places places{text};
    Builder builder{places, findings};
    try {
        std::istringstream stream{text};
        YAML::Parser parser{stream};
        while (parser.HandleNextDocument(builder)) {}
    } catch (YAML::ParserException const& problem) {
        say_no_yaml(problem, places, findings);
        return std::nullopt;
    } catch (Stop) { return std::nullopt; }
    if (builder.has_special()) return std::nullopt;
    if (!builder.has_document()) {
        findings.fault({}, findings.t.text("le fichier est vide"), findings.t.text("commencez par la ligne format: 1"));
        return std::nullopt;
    }
    return builder.finish();
}

} // namespace referentiel
