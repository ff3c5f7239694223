package io.countersign.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.internal.Ascii;
import io.countersign.internal.FormFields;
import io.countersign.internal.HmacKey;
import io.countersign.internal.Sha256;
import io.countersign.internal.SignatureTemplate;
import io.countersign.internal.Signatures;
import io.countersign.scheme.SecretFormat;
import io.countersign.scheme.SignatureAlgorithm;
import io.countersign.scheme.TwilioScheme;
import io.countersign.secret.SigningSecret;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges by Twilio's scheme: the URL and the sorted fields of a form, or the URL with the digest of any other body. */
final class TwilioCheck implements Check {
    private static final SignatureTemplate FORMAT = SignatureTemplate.parse("{base64}");
    private static final SignatureAlgorithm ALGORITHM = SignatureAlgorithm.HMAC_SHA1;
    private static final Pattern URL =
            Pattern.compile("(?<scheme>https?)://(?<host>[^/?#:]+|\\[[^]]+])(?<port>:[0-9]{1,5})?(?<rest>[/?].*)?");

    private final SignedUrl urls;
    private final KeyRings<HmacKey> keys;

    TwilioCheck(boolean weakAllowed, SignedUrl urls, KeyRings.Source source) {
        this.urls = urls;
        this.keys = source.rings(keying(weakAllowed));
    }

    private static Keying<HmacKey> keying(boolean weakAllowed) {
        return new Keying<>() {
            @Override
            public HmacKey key(SigningSecret secret) {
                return SecretKeys.hmacKey(ALGORITHM, SecretFormat.TEXT, secret, weakAllowed);
            }

            @Override
            public byte[] fingerprint(HmacKey key) {
                return key.fingerprint();
            }

            @Override
            public HmacKey decoy() {
                return SecretKeys.hmacDecoy(ALGORITHM);
            }
        };
    }

    @Override
    public Verification judge(Delivery delivery) {
        try {
            return prove(delivery);
        } catch (Refusal refusal) {
            return refusal.rejected();
        }
    }

    private Verification prove(Delivery delivery) throws Refusal {
        Signatures presented = presented(delivery);
        String url = urls.calledBySender(delivery.url());
        byte[] parameters = parameters(delivery, url);
        List<byte[][]> contents = new ArrayList<>();
        for (String spelling : spellings(url)) {
            contents.add(new byte[][] {spelling.getBytes(UTF_8), parameters});
        }
        SigningSecret matching =
                keys.matching(delivery, key -> madeAnyOf(key, presented, contents), RejectionReason.SIGNATURE_MISMATCH);
        return new Verification.Verified(new ProvenDelivery(
                delivery, Trust.SIGNED_BODY, matching.id(), null, null, false, keys.tenant(delivery)));
    }

    private static boolean madeAnyOf(HmacKey key, Signatures presented, List<byte[][]> contents) {
        boolean matches = false;
        for (byte[][] content : contents) {
            matches |= key.madeOneOf(presented, content);
        }
        return matches;
    }

    private static Signatures presented(Delivery delivery) throws Refusal {
        Signatures signatures = FORMAT.reading("", ALGORITHM.signatureBytes());
        signatures.readLine(HeaderScan.onlyLine(delivery, TwilioScheme.HEADER, RejectionReason.SIGNATURE_MISSING));
        if (signatures.isEmpty()) {
            throw new Refusal(RejectionReason.SIGNATURE_MALFORMED);
        }
        return signatures;
    }

    /** What is signed after the URL: the fields of a form; nothing where the URL names the digest of the body. */
    private static byte[] parameters(Delivery delivery, String url) throws Refusal {
        byte[] body = delivery.bodyUnshared();
        String digest = FormFields.queryValue(url, TwilioScheme.BODY_DIGEST_PARAMETER);
        if (digest != null) {
            byte[] claimed = Ascii.hex(digest, 32);
            if (claimed == null || !MessageDigest.isEqual(Sha256.of(body), claimed)) {
                throw new Refusal(RejectionReason.SIGNATURE_MISMATCH);
            }
            return new byte[0];
        }
        if (body.length > 0 && !isForm(delivery)) {
            // Nothing covers the body: whoever captured one delivery could send any other under its signature.
            throw new Refusal(RejectionReason.BODY_NOT_SIGNED);
        }
        byte[] parameters = FormFields.sorted(body);
        if (parameters == null) {
            throw new Refusal(RejectionReason.SIGNATURE_MISMATCH);
        }
        return parameters;
    }

    private static boolean isForm(Delivery delivery) {
        @Nullable String type = delivery.header("Content-Type").orElse(null);
        return type != null
                && Ascii.trim(type.split(";", 2)[0])
                        .toLowerCase(Locale.ROOT)
                        .equals("application/x-www-form-urlencoded");
    }

    /** The URL as it is, with the standard port, and without a port, as Twilio's own validators try it. */
    private static Set<String> spellings(String url) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(url);
        Matcher parts = URL.matcher(url);
        if (parts.matches()) {
            String scheme = parts.group("scheme");
            String port = scheme.equals("https") ? ":443" : ":80";
            String rest = parts.group("rest") == null ? "" : parts.group("rest");
            if (parts.group("port") == null || parts.group("port").equals(port)) {
                spellings.add(scheme + "://" + parts.group("host") + port + rest);
                spellings.add(scheme + "://" + parts.group("host") + rest);
            }
        }
        return spellings;
    }
}
