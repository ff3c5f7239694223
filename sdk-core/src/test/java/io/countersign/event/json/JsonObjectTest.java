package io.countersign.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.event.PayloadException;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "[]", "{}", "1.5"})
    void text_ofAnotherType_isRefused(String value) throws PayloadException {
        JsonObject json = read("{\"a\":" + value + "}");

        assertWrong(() -> json.text("a"), "a must be text");
        assertWrong(() -> json.optionalText("a"), "a must be text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "1.9", "1.0", "1e2", "true", "[]", "{}", "2147483648", "-2147483649", "\"\""})
    void wholeNumber_ofAnotherType_isRefused(String value) throws PayloadException {
        JsonObject json = read("{\"a\":" + value + "}");

        assertWrong(() -> json.optionalInt("a"), "a must be a whole number");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, Integer.MAX_VALUE})
    void wholeNumber_atItsBounds_isRead(int value) throws PayloadException {
        assertThat(read("{\"a\":" + value + "}").optionalInt("a")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "1", "0", "\"\"", "[]"})
    void truth_ofAnotherType_isRefused(String value) throws PayloadException {
        JsonObject json = read("{\"a\":" + value + "}");

        assertWrong(() -> json.optionalBoolean("a"), "a must be true or false");
    }

    @Test
    void duration_withFraction_keepsIt() throws PayloadException {
        assertThat(read("{\"a\":1240}").optionalDuration("a", MILLI)).isEqualTo(Duration.ofMillis(1240));
        assertThat(read("{\"a\":0.5}").optionalDuration("a", MILLI)).isEqualTo(Duration.ofNanos(500_000));
        assertThat(read("{\"a\":0}").optionalDuration("a", MILLI)).isEqualTo(Duration.ZERO);
    }

    @Test
    void duration_bounded_byWhatNanosecondsCanCount() throws PayloadException {
        assertThat(read("{\"a\":9223372036854.775807}").optionalDuration("a", MILLI))
                .isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
        for (String value : new String[] {"9223372036854.775808", "1e999999999", "-1", "-0.001"}) {
            JsonObject json = read("{\"a\":" + value + "}");
            assertWrong(() -> json.optionalDuration("a", MILLI), "a must be a number from 0 to");
        }
        assertThat(read("{\"a\":1e-999999999}").optionalDuration("a", MILLI)).isEqualTo(Duration.ZERO);
        JsonObject text = read("{\"a\":\"1\"}");
        assertWrong(() -> text.optionalDuration("a", MILLI), "a must be a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-03-15T14:22:01Z", "2024-03-15T14:22:01.000Z", "2024-03-15T15:22:01+01:00"})
    void time_withOffset_isRead(String value) throws PayloadException {
        assertThat(read("{\"a\":\"" + value + "\"}").time("a")).isEqualTo(Instant.parse("2024-03-15T14:22:01Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-03-15T14:22:01", "2024-03-15", "", "yesterday", "1710512521"})
    void time_withoutOffset_isRefused(String value) throws PayloadException {
        JsonObject json = read("{\"a\":\"" + value + "\"}");

        assertWrong(() -> json.time("a"), "a must be a time with its offset");
    }

    @Test
    void optionalField_missingOrNull_wasNotSent() throws PayloadException {
        for (String body : new String[] {"{}", "{\"a\":null}"}) {
            JsonObject json = read(body);
            assertThat(json.has("a")).isFalse();
            assertThat(json.optionalText("a")).isNull();
            assertThat(json.optionalInt("a")).isNull();
            assertThat(json.optionalBoolean("a")).isNull();
            assertThat(json.optionalDuration("a", MILLI)).isNull();
            assertThat(json.optionalTime("a")).isNull();
            assertThat(json.optionalObject("a")).isNull();
            assertThat(json.list("a", item -> item)).isEmpty();
            assertThat(json.oneOrList("a", item -> item)).isEmpty();
            assertThat(json.textMap("a")).isEmpty();
            assertThat(json.lenientText("a")).isNull();
            assertThat(json.lenientTime("a")).isNull();
            assertThat(json.lenientObject("a")).isNull();
        }
    }

    @Test
    void requiredField_missing_isNamedByItsWholePath() throws PayloadException {
        JsonObject json = read("{\"a\":[{\"b\":{}},{\"b\":{\"c\":null}}]}");

        assertWrong(() -> json.list("a", item -> item.object("b").text("c")), "a[0].b.c is missing");
        JsonObject other = read("{\"a\":[{\"b\":{\"c\":null}}]}");
        assertWrong(() -> other.list("a", item -> item.object("b").text("c")), "a[0].b.c must not be null");
    }

    @Test
    void list_ofAnythingButObjects_isRefused() throws PayloadException {
        JsonObject json = read("{\"a\":[{},null],\"b\":{},\"c\":\"x\"}");

        assertWrong(() -> json.list("a", item -> item), "a[1] must be an object");
        assertWrong(() -> json.list("b", item -> item), "b must be a list");
        assertWrong(() -> json.oneOrList("c", item -> item), "c must be a list");
        assertThat(json.oneOrList("b", item -> item)).hasSize(1);
    }

    @Test
    void id_empty_isRefused() throws PayloadException {
        JsonObject json = read("{\"a\":\"\"}");

        assertWrong(() -> json.id("a"), "a must not be empty");
        assertThat(json.text("a")).isEmpty();
    }

    @Test
    void textMap_read_keepsItsOrderAndShowsNoNameOfTheBody() throws PayloadException {
        assertThat(read("{\"a\":{\"z\":\"1\",\"b\":\"2\"}}").textMap("a").keySet())
                .containsExactly("z", "b");
        JsonObject json = read("{\"a\":{\"s3cr3t\":1}}");
        assertThatThrownBy(() -> json.textMap("a"))
                .isInstanceOf(PayloadException.class)
                .hasMessageStartingWith("a must be an object")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void lenientText_textOrWholeNumber_isRead() throws PayloadException {
        JsonObject json = read("{\"t\":\"x\",\"n\":42,\"e\":\"\",\"d\":1.5,\"o\":{},\"l\":[],\"b\":true}");

        assertThat(json.lenientText("t")).isEqualTo("x");
        assertThat(json.lenientText("n")).isEqualTo("42");
        for (String other : new String[] {"e", "d", "o", "l", "b"}) {
            assertThat(json.lenientText(other)).isNull();
            assertThat(json.lenientTime(other)).isNull();
        }
        assertThat(json.lenientObject("o")).isNotNull();
        assertThat(json.lenientObject("t")).isNull();
    }

    private static void assertWrong(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading).isInstanceOf(PayloadException.class).hasMessageStartingWith(message);
    }

    private static JsonObject read(String body) throws PayloadException {
        return Json.object(body.getBytes(UTF_8));
    }
}
