package io.countersign;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * What a client certificate must say of whose it is: one of the two. Immutable.
 *
 * @param subject the whole subject, or {@code null}
 * @param dnsName a name among the subject's alternative ones, or {@code null}
 */
record CertificateRule(
        @Nullable X500Principal subject, @Nullable String dnsName) {
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");

    /** Its number in RFC 5280, section 4.2.1.6. */
    private static final Integer DNS_NAME = 2;

    static CertificateRule subject(String distinguishedName) {
        try {
            return new CertificateRule(new X500Principal(distinguishedName), null);
        } catch (IllegalArgumentException noName) {
            throw new IllegalArgumentException(
                    "the client certificate's subject is no distinguished name; write it like CN=hooks.example.com,O=Example");
        }
    }

    static CertificateRule dnsName(String name) {
        if (!HOST_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the client certificate's DNS name is no host name; write it like hooks.example.com, without wildcards");
        }
        return new CertificateRule(null, name);
    }

    boolean matches(X509Certificate certificate) {
        return subject != null ? subject.equals(certificate.getSubjectX500Principal()) : isNamed(certificate);
    }

    private boolean isNamed(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .anyMatch(name -> DNS_NAME.equals(name.get(0))
                                    && name.get(1) instanceof String dns
                                    && dns.equalsIgnoreCase(dnsName));
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }
}
