#pragma once

// Never defined: reaching one while compiling is the error, and its name is the message.
namespace html {

void a_closing_tag_holds_only_its_name(), a_fragment_ends_in_text(), a_tag_is_closed_that_was_not_opened();
void a_tag_is_left_open(), a_textarea_starts_with_a_newline(), comments_are_not_sent();
void only_elements_of_svg_close_themselves(), this_element_holds_only_text(), this_element_is_refused();
void a_name_is_made_of_small_letters(), an_attribute_stands_twice(), an_attribute_value_needs_double_quotes();
void attributes_stand_apart(), no_blank_before_the_equals_sign(), this_attribute_is_refused();
void a_url_fills_the_whole_value(), an_address_is_ours_or_https_or_mailto();
void a_brace_is_left_open(), a_phrase_cannot_stand_here(), a_value_of_this_type_cannot_stand_here();
void a_phrase_holds_numbered_links_only(), split_this_fragment(), there_are_more_holes_than_values(),
    there_are_more_values_than_holes();

} // namespace html
