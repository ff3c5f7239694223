package io.countersign.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.scheme.SignatureList;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.SignedRequest.Header;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers that a signature scheme makes of one delivery. Immutable. */
final class SchemeHeaders {
    private static final Pattern PART = Pattern.compile("\\{(body|timestamp|id|method|url)}|[^{]+");

    private final SignatureScheme scheme;
    private final String method;
    private final String url;
    private final String time;
    private final @Nullable String id;

    SchemeHeaders(SignatureScheme scheme, String method, String url, Instant at, @Nullable String id) {
        this.scheme = scheme;
        this.method = method;
        this.url = url;
        TimestampRule rule = scheme.timestamp();
        this.time = Long.toString(
                rule != null && rule.unit() == TimestampRule.Unit.MILLIS ? at.toEpochMilli() : at.getEpochSecond());
        this.id = id;
    }

    List<Header> signedWith(List<SigningSecret> secrets, byte[] body) {
        List<Header> headers = new ArrayList<>();
        if (id != null && scheme.idHeader() != null) {
            headers.add(new Header(scheme.idHeader(), id));
        }
        if (scheme.timestamp() != null && scheme.timestamp().place() instanceof TimestampRule.Place.Header inHeader) {
            headers.add(new Header(inHeader.name(), time));
        }
        byte[] content = content(body);
        List<String> signatures = new ArrayList<>();
        for (SigningSecret secret : secrets) {
            SigningKey key = SigningKey.of(scheme, secret);
            signatures.add(written(key.format(), key.sign(content), signatures.isEmpty()));
        }
        headers.add(new Header(scheme.header(), String.join(separator(secrets.size()), signatures)));
        return headers;
    }

    private byte[] content(byte[] body) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        Matcher part = PART.matcher(scheme.signed());
        while (part.find()) {
            String name = part.group(1) == null ? "" : part.group(1);
            content.writeBytes(
                    switch (name) {
                        case "body" -> body;
                        case "timestamp" -> time.getBytes(ISO_8859_1);
                        case "id" -> String.valueOf(id).getBytes(ISO_8859_1);
                        case "method" -> method.getBytes(UTF_8);
                        case "url" -> decoded().getBytes(UTF_8);
                        default -> part.group().getBytes(ISO_8859_1);
                    });
        }
        return content.toByteArray();
    }

    /** The URL with the characters as themselves that the scheme signs so. */
    private String decoded() {
        String decoded = url;
        for (char c : scheme.urlDecode().toCharArray()) {
            String hex = HexFormat.of().withUpperCase().toHexDigits((byte) c);
            decoded = decoded.replace("%" + hex, String.valueOf(c))
                    .replace("%" + hex.toLowerCase(Locale.ROOT), String.valueOf(c));
        }
        return decoded;
    }

    /** One signature as the header has it; the time stands in the first only. */
    private String written(String format, byte[] signature, boolean first) {
        String form = first ? format : format.replaceFirst("^[^,]*\\{timestamp},", "");
        return form.replace("[", "")
                .replace("]", "")
                .replace("{timestamp}", time)
                .replace("{hex}", HexFormat.of().formatHex(signature))
                .replace("{base64}", Base64.getEncoder().encodeToString(signature));
    }

    private String separator(int signatures) {
        if (signatures > 1
                && scheme.list() == SignatureList.NONE
                && !scheme.format().contains("{timestamp}")) {
            throw new IllegalArgumentException(
                    "this scheme carries one signature at a time, but there are " + signatures + " secrets; give one");
        }
        return scheme.list() == SignatureList.SPACE ? " " : ",";
    }
}
