package io.countersign.provider.preset;

import io.countersign.provider.Handshake;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.secret.SecretRing;
import io.countersign.verify.Delivery;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
        Query query = Query.of(head.url());
        Optional<String> challenge = query.only("hub.challenge")
                .filter(text -> CHALLENGE.matcher(text).matches());
        boolean subscribes = query.only("hub.mode").filter("subscribe"::equals).isPresent();
        boolean proved =
                query.only(TOKEN).filter(token -> isVerifyToken(token, head)).isPresent();
        return Optional.of(
                proved && subscribes && challenge.isPresent()
                        ? new Handshake.Echo(challenge.get())
                        : new Handshake.Refused());
    }

    private boolean isVerifyToken(String token, Delivery head) {
        Delivery shown = Delivery.of(head.method(), "")
                .header(TOKEN, token)
                .receivedAt(head.receivedAt())
                .build();
        return tokens.verify(shown) instanceof Verification.Verified;
    }
}
