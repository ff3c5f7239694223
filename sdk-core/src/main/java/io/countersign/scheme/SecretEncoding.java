package io.countersign.scheme;

/** How the key is made of the text that the provider shows as the secret. Thread rule: immutable. */
public enum SecretEncoding {
    /** The bytes of the text are the key. */
    UTF8,
    /** The text is hexadecimal of the key. */
    HEX,
    /** The text is base64 of the key. */
    BASE64
}
