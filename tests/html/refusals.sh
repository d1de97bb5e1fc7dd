#!/usr/bin/env bash
# Each fragment below is a mistake that must not compile; the first word is the message expected.
set -euo pipefail
cd "$(dirname "$0")/../.."

# Read once; both compilers find what was made of it beside its name.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export header="$folder/html.h"
cp src/html/html.h "$header"
"${CXX:-g++}" -std=c++20 -Isrc -w -xc++-header src/html/html.h -o "$header.gch"

refused() {
    local expected="$1" call="$2"
    local source="html::Html view(html::Language const& t, html::Html const& page, Url const& url, std::string const& text,
        bool flag) { return $call; }"
    local messages
    if messages=$("${CXX:-g++}" -std=c++20 -Isrc -include "$header" -fsyntax-only -xc++ - <<< "$source" 2>&1); then
        echo "compiled, and should not: $call"
    elif ! grep -q "$expected" <<< "$messages"; then
        echo "refused without saying $expected: $call"
    else
        echo "refused"
    fi
}
export -f refused

# The markup, then the values that would fill it.
fragments() {
    while read -r expected markup; do
        [ -z "$expected" ] && continue
        local values="${markup##*§}"
        printf '%s\0t.html(R"~(%s)~"%s)\0' "$expected" "${markup%%§*}" "${values:+, $values}"
    done
}

results=$(fragments <<'END' | xargs -0 -n 2 -P "$(nproc)" bash -c 'refused "$@"' _
a_fragment_ends_in_text <p class="x"§
a_fragment_ends_in_text <p>x</p><p§
a_fragment_ends_in_text <input value="{}§text
a_tag_is_left_open <p>{}§text
a_tag_is_closed_that_was_not_opened <p>{}</div>§text
a_tag_is_closed_that_was_not_opened <br></br>§
a_closing_tag_holds_only_its_name <p></p {}>§text
a_closing_tag_holds_only_its_name <p></p class="x">§
a_name_is_made_of_small_letters <P>x</P>§
a_name_is_made_of_small_letters <SCRIPT>{}</SCRIPT>§text
a_name_is_made_of_small_letters <a HREF="{}">x</a>§text
a_name_is_made_of_small_letters <p @click="x">x</p>§
a_name_is_made_of_small_letters <p / class="x">x</p>§
a_name_is_made_of_small_letters <p>1 < 2</p>§
no_blank_before_the_equals_sign <a href = "{}">x</a>§url
an_attribute_value_needs_double_quotes <a href= "{}">x</a>§url
an_attribute_value_needs_double_quotes <p class={}></p>§text
an_attribute_value_needs_double_quotes <p class='x'></p>§
attributes_stand_apart <p class="x"id="y"></p>§
an_attribute_stands_twice <p class="x" class="y"></p>§
comments_are_not_sent <!-- {} --><p>{}</p>§text, text
a_brace_is_left_open <p>{Enregistrer</p>§
this_element_is_refused <script>{}</script>§text
this_element_is_refused <style>{}</style>§text
this_element_is_refused <iframe src="{}"></iframe>§url
this_element_is_refused <object data="{}"></object>§url
this_element_is_refused <embed src="{}">§url
this_element_is_refused <base href="{}">§url
this_element_is_refused <svg><animate to="{}"/></svg>§text
this_attribute_is_refused <p onclick="{}">x</p>§text
this_attribute_is_refused <p hx-on:click="x">x</p>§
this_attribute_is_refused <p data-hx-on-click="x">x</p>§
this_attribute_is_refused <p style="{}">x</p>§text
this_attribute_is_refused <p srcdoc="{}">x</p>§text
this_attribute_is_refused <img srcset="{}">§text
this_attribute_is_refused <meta http-equiv="refresh" content="{}">§text
this_attribute_is_refused <p hx-vals="{}">x</p>§text
this_attribute_is_refused <p data-hx-headers="{}">x</p>§text
this_attribute_is_refused <p hx-vals:inherited="{}">x</p>§text
this_attribute_is_refused <p{}>x</p>§html::Attribute("onclick", text)
this_attribute_is_refused <a{}>x</a>§html::Attribute("href", text)
a_name_is_made_of_small_letters <p{}>x</p>§html::Attribute("><script", true)
a_value_of_this_type_cannot_stand_here <p{}>x</p>§text
a_value_of_this_type_cannot_stand_here <p {}="x">x</p>§text
a_value_of_this_type_cannot_stand_here <p hx-trigger="{}">x</p>§text
a_value_of_this_type_cannot_stand_here <p data-hx-confirm="{}">x</p>§text
a_value_of_this_type_cannot_stand_here <p title="{}">x</p>§page
a_value_of_this_type_cannot_stand_here <title>{}</title>§page
a_value_of_this_type_cannot_stand_here <select><option>{}</option></select>§page
a_value_of_this_type_cannot_stand_here <p>{}</p>§url
a_value_of_this_type_cannot_stand_here <p>{}</p>§flag
a_value_of_this_type_cannot_stand_here <p>{}</p>§'x'
a_value_of_this_type_cannot_stand_here <p>{}</p>§2.5
a_value_of_this_type_cannot_stand_here <p>{}</p>§nullptr
a_url_fills_the_whole_value <a href="/{}">x</a>§url
a_url_fills_the_whole_value <a href="{}?a=b">x</a>§url
an_address_is_ours_or_https_or_mailto <a href="javascript:x">x</a>§
an_address_is_ours_or_https_or_mailto <a href="javascript&colon;x">x</a>§
a_phrase_cannot_stand_here <p {Enregistrer}>x</p>§
a_phrase_cannot_stand_here <a href="{Enregistrer}">x</a>§
a_phrase_cannot_stand_here <p {{>x</p>§
a_textarea_starts_with_a_newline <textarea>{}</textarea>§text
this_element_holds_only_text <title><b></b></title>§
only_elements_of_svg_close_themselves <p/>§
only_elements_of_svg_close_themselves <br/>§
there_are_more_holes_than_values <p>{}</p>§
there_are_more_values_than_holes <p></p>§text
a_phrase_holds_numbered_links_only <p>{Lisez <b>ceci</b>}</p>§
there_are_more_holes_than_values <p>{Lisez <1>ceci</1>}</p>§
a_value_of_this_type_cannot_stand_here <p>{Lisez <1>ceci</1>}</p>§text
split_this_fragment {}{}{}{}{}{}{}{}§1, 2, 3, 4, 5, 6, 7, 8
END
)
urls=$(for place in href src action formaction poster cite ping data xlink:href hx-get hx-post hx-put hx-patch hx-delete \
    hx-push-url hx-replace-url data-hx-get data-hx-push-url hx-get:inherited; do
    printf '%s\0%s\0' a_value_of_this_type_cannot_stand_here "t.html(R\"(<p $place=\"{}\">x</p>)\", text)"
done | xargs -0 -n 2 -P "$(nproc)" bash -c 'refused "$@"' _)
others=$(printf '%s\0' private 't.html(R"(<a href="{}">x</a>)", Url{text})' private 'html::Html{text}' Fragment 't.html(text.c_str())' \
    constant 't.html("<p{}></p>", html::Attribute{text.c_str(), true})' | xargs -0 -n 2 -P "$(nproc)" bash -c 'refused "$@"' _)

all=$(printf '%s\n' "$results" "$urls" "$others")
failed=$(grep -vc '^refused$' <<< "$all" || true)
grep -v '^refused$' <<< "$all" || true
echo "$(grep -c '^refused$' <<< "$all") passed, $failed failed"
[ "$failed" = 0 ]
