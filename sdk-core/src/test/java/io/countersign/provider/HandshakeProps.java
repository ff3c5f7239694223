package io.countersign.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

/** What can get into an answer. */
class HandshakeProps {
    @Property
    void whateverIsEchoed_meansNothingToMarkupJsonOrHttp(@ForAll String text) {
        if (Handshake.Echo.accepts(text)) {
            assertThat(new Handshake.Echo(text).challenge()).matches("[!-~]+").doesNotContainPattern("[<>&\"'\\\\%;]");
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> new Handshake.Echo(text));
        }
    }

    @Property
    void whatZoomSignsForADelivery_isNeverSignedAsAChallenge(
            @ForAll @NumericChars @StringLength(min = 1, max = 11) String time,
            @ForAll @CharRange(from = '-', to = 'z') @StringLength(max = 120) String body) {
        String signedByZoom = "v0:" + time + ":" + body;

        assertThat(Handshake.Countersigned.accepts(signedByZoom)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Handshake.Countersigned("plainToken", signedByZoom, "encryptedToken"));
    }

    @Example
    void headersAndBodiesThatCouldSmuggle_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Handshake.Empty(200, Map.of("A", "b\r\nC: d")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Handshake.Empty(200, Map.of("A:", "b")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Handshake.Empty(302, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Handshake.Json("{\n}"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Handshake.Json("{\"a\":\"\u00e4\"}"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Handshake.Countersigned("a\"", "b", "c"));
    }
}
