package io.countersign.provider.preset;

import io.countersign.internal.FormFields;
import io.countersign.provider.Handshake;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.secret.SecretRing;
import io.countersign.verify.Delivery;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Meta: {@code GET ?hub.mode=subscribe&hub.verify_token=...&hub.challenge=...} wants the challenge back, a whole number, if
 * the token is the one that was agreed. Immutable.
 */
final class MetaHandshaking implements Handshaking {
    private static final Pattern CHALLENGE = Pattern.compile("[0-9]{1,32}");
    private static final String TOKEN = "hub.verify_token";

    /** Compares the token as it would a header's: every live one, in constant time. */
    private final WebhookVerifier tokens;

    MetaHandshaking(SecretRing verifyTokens) {
        this.tokens = WebhookVerifier.builder(SharedSecretScheme.header(TOKEN))
                .secrets(verifyTokens)
                .build();
    }

    @Override
    public Set<String> methods() {
        return Set.of("GET");
    }

    @Override
    public Optional<Handshake> unproved(Delivery head) {
        String challenge = parameter(head, "hub.challenge");
        String token = parameter(head, TOKEN);
        boolean subscribes = "subscribe".equals(parameter(head, "hub.mode"));
        boolean proved = token != null && isVerifyToken(token, head);
        return Optional.of(
                proved
                                && subscribes
                                && challenge != null
                                && CHALLENGE.matcher(challenge).matches()
                        ? new Handshake.Echo(challenge)
                        : new Handshake.Refused());
    }

    /** A parameter that is there once and spelt well; otherwise null. */
    private static @Nullable String parameter(Delivery head, String name) {
        String value = FormFields.queryValue(head.url(), name);
        return value == null ? null : FormFields.decoded(value);
    }

    private boolean isVerifyToken(String token, Delivery head) {
        Delivery shown = Delivery.of(head.method(), "")
                .header(TOKEN, token)
                .receivedAt(head.receivedAt())
                .build();
        return tokens.verify(shown) instanceof Verification.Verified;
    }
}
