package io.countersign.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathSpellingsTest {
    private static final String PATH = "/webhooks/statuspulse";

    @Test
    void spellings_ofTwoSegments_areOverFiveHundredAndThePlainOneComesFirst() {
        List<String> spellings = PathSpellings.of(PATH);
        assertThat(spellings).hasSizeGreaterThan(500).doesNotHaveDuplicates().startsWith(PATH);
        assertThat(new HashSet<>(PathSpellings.of("/a/b")).size()).isGreaterThan(500);
    }

    @Test
    void spellings_holdOneOfEachKindThatOpenedAFilterSomewhere() {
        assertThat(PathSpellings.of(PATH))
                .contains(
                        "/webhooks//statuspulse",
                        "/webhooks/./statuspulse",
                        "/webhooks/x/../statuspulse",
                        "/webhooks/statuspulse;x",
                        "/webhooks/statuspulse;jsessionid=0123456789ABCDEF",
                        "/webhooks/x/..;/statuspulse",
                        "/public;/../webhooks/statuspulse",
                        "/webhooks%2fstatuspulse",
                        "/webhooks%252fstatuspulse",
                        "/webhooks%5cstatuspulse",
                        "/webhooks\\statuspulse",
                        "/webhooks%c0%afstatuspulse",
                        "/webhooks/statuspulse%00",
                        "/webhooks/statuspulse%0a",
                        "/webhooks/statuspulse/",
                        "/webhooks/statuspulse.",
                        "/webhooks/statuspulse%20",
                        "/WEBHOOKS/STATUSPULSE",
                        "/webhoo%e2%84%aas/statuspulse",
                        "/%77ebhooks/statuspulse",
                        "/%2577ebhooks/statuspulse",
                        "http://localhost/webhooks/statuspulse",
                        "/webhooks/statuspulse?x=/../",
                        "/webhooks/statuspulse#x");
    }

    @Test
    void spellings_areBytes() {
        assertThat(PathSpellings.of(PATH))
                .allSatisfy(spelling -> assertThat(new String(spelling.getBytes(ISO_8859_1), ISO_8859_1))
                        .isEqualTo(spelling)
                        .doesNotContain("\r", "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "webhooks", "/webhooks/", "/a b", "/a%20b", "/a/../b"})
    void spellings_ofWhatIsNoPlainPath_areRefused(String path) {
        assertThatThrownBy(() -> PathSpellings.of(path)).isInstanceOf(IllegalArgumentException.class);
    }
}
