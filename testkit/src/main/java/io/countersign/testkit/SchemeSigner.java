package io.countersign.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TwilioScheme;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.SignedRequest.Header;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sender of any scheme: signs as the scheme's document says.
 *
 * <pre>{@code
 * Sender acme = SchemeSigner.of(SchemeDocument.read(document), secret).clock(clock).build();
 * SignedRequest delivery = acme.deliver(body);
 * }</pre>
 *
 * <p>It follows the scheme, right or wrong; {@link Senders} follow the providers. A test of a preset is better off with those.
 *
 * <p>Thread rule: immutable, safe for concurrent use.
 */
public final class SchemeSigner implements Sender {
    private final Scheme scheme;
    private final List<SigningSecret> secrets;
    private final InstantSource clock;
    private final String method;
    private final String url;
    private final @Nullable String id;
    private final @Nullable String contentType;

    private SchemeSigner(Builder builder) {
        this.scheme = builder.scheme;
        this.secrets = builder.secrets;
        this.clock = builder.clock;
        this.method = builder.method;
        this.url = builder.url;
        this.id = builder.id;
        this.contentType = builder.contentType;
    }

    /**
     * A builder for a sender.
     *
     * @param secrets the secrets to sign with, several as during a rotation; for Ed25519 the private key, {@code whsk_...} or in
     *     the encoding of the scheme's public keys
     */
    public static Builder of(Scheme scheme, SigningSecret... secrets) {
        return new Builder(scheme, List.of(secrets));
    }

    /**
     * Signs {@code body}.
     *
     * @throws IllegalArgumentException where the scheme cannot carry so many signatures, or a secret cannot be its key
     */
    @Override
    public SignedRequest deliver(byte[] body) {
        List<Header> headers = new ArrayList<>();
        if (contentType != null) {
            headers.add(new Header("Content-Type", contentType));
        }
        if (scheme instanceof SignatureScheme signature) {
            headers.addAll(signed(signature, body));
            return request("", headers, body);
        }
        if (scheme instanceof TwilioScheme) {
            TwilioSigner twilio = new TwilioSigner(url, contentType);
            headers.add(new Header(TwilioScheme.HEADER, twilio.signature(onlySecret(), body)));
            return request(twilio.urlSuffix(body), headers, body);
        }
        return scheme instanceof SharedSecretScheme shared ? shown(shared, headers, body) : request("", headers, body);
    }

    private SignedRequest request(String urlSuffix, List<Header> headers, byte[] body) {
        return new SignedRequest(method, urlSuffix, headers, body);
    }

    private List<Header> signed(SignatureScheme signature, byte[] body) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("there is no secret to sign with; give one");
        }
        String sentId = signature.idHeader() == null ? null : id == null ? "msg_" + UUID.randomUUID() : id;
        return new SchemeHeaders(signature, method, url, clock.instant(), sentId).signedWith(secrets, body);
    }

    private SignedRequest shown(SharedSecretScheme shared, List<Header> headers, byte[] body) {
        SigningSecret secret = onlySecret();
        String text = new String(secret.revealValue(), ISO_8859_1);
        switch (shared.place()) {
            case HEADER -> headers.add(new Header(shared.headerName().orElseThrow(), text));
            case BEARER -> headers.add(new Header("Authorization", "Bearer " + text));
            case BASIC ->
                headers.add(new Header(
                        "Authorization", "Basic " + Base64.getEncoder().encodeToString(secret.revealValue())));
            case PATH -> {
                return request("/" + text, headers, body);
            }
        }
        return request("", headers, body);
    }

    private SigningSecret onlySecret() {
        if (secrets.size() != 1) {
            throw new IllegalArgumentException(
                    "this scheme carries one secret at a time, but there are " + secrets.size() + "; give one");
        }
        return secrets.get(0);
    }

    /** Builds a {@link SchemeSigner}. Confined to one thread. */
    public static final class Builder {
        private final Scheme scheme;
        private final List<SigningSecret> secrets;
        private InstantSource clock = InstantSource.system();
        private String method = "POST";
        private String url = "/";
        private @Nullable String id;
        private @Nullable String contentType = "application/json";

        private Builder(Scheme scheme, List<SigningSecret> secrets) {
            this.scheme = requireNonNull(scheme, "scheme");
            this.secrets = secrets;
        }

        /** The time that is signed; default the system's. */
        public Builder clock(InstantSource clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /** The method; default POST. */
        public Builder method(String method) {
            this.method = requireNonNull(method, "method");
            return this;
        }

        /** The whole URL that is called, for schemes that sign it; default {@code /}. */
        public Builder url(String url) {
            this.url = requireNonNull(url, "url");
            return this;
        }

        /** The delivery's id, for schemes that have one; default another for each delivery. */
        public Builder id(String id) {
            this.id = requireNonNull(id, "id");
            return this;
        }

        /** The type of the body, or {@code null} to send none; default {@code application/json}. */
        public Builder contentType(@Nullable String contentType) {
            this.contentType = contentType;
            return this;
        }

        /** The sender. */
        public SchemeSigner build() {
            return new SchemeSigner(this);
        }
    }
}
