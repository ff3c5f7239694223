package io.countersign.samples.relay.forward;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class SlackTextProps {

    @Property
    void anyText_makesNoMarkup_andStaysWithinItsBound(
            @ForAll @StringLength(max = 400) @CharRange(from = ' ', to = '~') @CharRange(from = '\ud83d', to = '\ude10')
                    String text,
            @ForAll @IntRange(min = 1, max = 200) int max) {
        String escaped = SlackText.escapedWithin(text, max);
        assertThat(escaped).hasSizeLessThanOrEqualTo(max).doesNotContain("<", ">");
        assertThat(escaped.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
        assertThat(SlackText.plainWithin(text, max))
                .hasSizeLessThanOrEqualTo(max)
                .doesNotContain("<", ">");
    }

    @Property
    void shortText_comesBackWhole_whenSlackDecodesIt(
            @ForAll @StringLength(max = 100) @Chars({'&', '<', '>', ';', 'a', 'm', 'p', 'l', 't', 'g', '|', '!'})
                    String text) {
        String decoded = SlackText.escapedWithin(text, 1000)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
        assertThat(decoded).isEqualTo(PlainText.clean(text));
    }
}
