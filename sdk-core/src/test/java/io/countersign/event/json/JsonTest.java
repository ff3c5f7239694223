package io.countersign.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.event.PayloadException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "[]", "\"a\"", "1", "null", "true", "nope", "{", "{\"a\":1", "{}x", "{}{}", "{} []"})
    void body_notOneObject_isRefused(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":NaN}",
                "{/* c */}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "# c\n{}",
                "{\"a\":}",
                "{\"a\":[1,,2]}",
                "\u001e{}"
            })
    void body_thatOnlyLenientReadersTake_isRefused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(PayloadException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "{\"b\":{\"a\":1,\"a\":2}}"})
    void name_twiceInOneObject_isRefused(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("no name occurs twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void body_inAnotherEncoding_isRefused(String charset) {
        byte[] body = "{\"event\":\"test\"}".getBytes(Charset.forName(charset));

        assertThatThrownBy(() -> Json.object(body)).isInstanceOf(PayloadException.class);
    }

    @Test
    void body_withByteOrderMark_isRefusedByName() {
        assertThatThrownBy(() -> read("\uFEFF{}"))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("byte order mark");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0af", "eda080", "ff", "c3", "f4908080"})
    void body_notUtf8_isRefused(String hex) {
        byte[] body = HexFormat.of().parseHex("7b2261223a22" + hex + "227d");

        assertThatThrownBy(() -> Json.object(body))
                .isInstanceOf(PayloadException.class)
                .hasMessage("the body must be UTF-8");
    }

    @Test
    void body_nested_isReadUpToAHundredLevels() throws PayloadException {
        assertThat(read(nested(100)).json()).hasSize(nested(100).length());
        assertThatThrownBy(() -> read(nested(101)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("deeper than 100");
    }

    @Test
    void number_long_isReadUpToAHundredDigits() throws PayloadException {
        assertThat(read("{\"a\":" + "1".repeat(100) + "}").json()).hasSize(106);
        assertThatThrownBy(() -> read("{\"a\":" + "1".repeat(101) + "}"))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("more than 100 digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "1e-99999999999", "1.5E+99999999999"})
    void number_exponentThatNoIntHolds_isRefused(String number) {
        assertThatThrownBy(() -> read("{\"a\":" + number + "}"))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("out of range")
                .hasNoCause();
    }

    @Test
    void text_long_isReadUpToAMebiCharacters() throws PayloadException {
        assertThat(read("{\"a\":\"" + "x".repeat(1 << 20) + "\"}").text("a")).hasSize(1 << 20);
        assertThatThrownBy(() -> read("{\"a\":\"" + "x".repeat((1 << 20) + 1) + "\"}"))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("a text of more than");
    }

    @Test
    void name_long_isReadUpToAThousandCharacters() throws PayloadException {
        assertThat(read("{\"" + "n".repeat(1024) + "\":1}").json()).hasSize(1030);
        assertThatThrownBy(() -> read("{\"" + "n".repeat(1025) + "\":1}"))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("a name of more than 1024");
        assertThatThrownBy(() -> read("{\"" + "n".repeat(1 << 20) + "\":1}")).isInstanceOf(PayloadException.class);
    }

    /** 4,096 names made of {@code Aa} and {@code BB}, which have one hash code. */
    @Test
    void names_thatCollide_areStillRead() throws PayloadException {
        StringJoiner names = new StringJoiner(",", "{", "}");
        for (int bits = 0; bits < 4096; bits++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 12; bit++) {
                name.append((bits >> bit & 1) == 0 ? "Aa" : "BB");
            }
            names.add("\"" + name + "\":" + bits);
        }
        assertThat(read(names.toString()).json()).isEqualTo(names.toString());
    }

    @Test
    void typeName_inThePayload_isOneMoreText() throws PayloadException {
        JsonObject read =
                read("{\"@class\":\"javax.script.ScriptEngineManager\",\"a\":[\"java.io.File\",{\"path\":1}]}");

        assertThat(read.text("@class")).isEqualTo("javax.script.ScriptEngineManager");
        assertThat(read.json()).endsWith("\"a\":[\"java.io.File\",{\"path\":1}]}");
    }

    @Test
    void syntaxError_anywhere_namesThePlaceAndNotTheText() {
        assertThatThrownBy(() -> read("{\n \"a\": s3cr3t}"))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("s3cr")
                .hasNoCause();
    }

    @Test
    void decimals_written_areAsExactAsTheyCame() throws PayloadException {
        String exact = "{\"a\":0.10,\"b\":123456789012345678901234567890.5,\"c\":1E+400,\"d\":12345678901234567890123}";

        assertThat(read(exact).json()).isEqualTo(exact);
    }

    @Test
    void canonicalBytes_otherOrderSpacingOrEscapes_areTheSame() throws PayloadException {
        byte[] one = read("{\"b\":{\"y\":1,\"x\":\"\u00e9\"},\"a\":[1, 2]}").canonicalBytes();
        byte[] other =
                read("{ \"a\":[1,2],\n\"b\":{\"x\":\"\\u00E9\",\"y\":1} }").canonicalBytes();

        assertThat(one).isEqualTo(other);
        assertThat(new String(one, StandardCharsets.US_ASCII))
                .isEqualTo("{\"a\":[1,2],\"b\":{\"x\":\"\\u00E9\",\"y\":1}}");
    }

    @Test
    void canonicalBytes_listInAnotherOrder_differ() throws PayloadException {
        assertThat(read("{\"a\":[1,2]}").canonicalBytes())
                .isNotEqualTo(read("{\"a\":[2,1]}").canonicalBytes());
    }

    @Test
    void surrogate_halfAPair_isKeptAndToldFromAnother() throws PayloadException {
        JsonObject one = read("{\"a\":\"\\ud800\"}");
        JsonObject other = read("{\"a\":\"\\ud801\"}");

        assertThat(one.text("a")).isEqualTo("\ud800");
        assertThat(one.json()).hasSize(9);
        assertThat(one.canonicalBytes()).isNotEqualTo(other.canonicalBytes());
    }

    private static String nested(int levels) {
        return "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
    }

    private static JsonObject read(String body) throws PayloadException {
        return Json.object(body.getBytes(UTF_8));
    }
}
