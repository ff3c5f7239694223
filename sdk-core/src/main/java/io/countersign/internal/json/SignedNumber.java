package io.countersign.internal.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** A number that stands in a signed body, such as the time of the delivery. Stateless. */
public final class SignedNumber {
    private SignedNumber() {}

    /**
     * The text of the number or the string at that place, or null where there is none.
     *
     * @throws StrictJson.NotJson where the body is not JSON
     */
    public static @Nullable String at(String pointer, byte[] verifiedBody) throws StrictJson.NotJson {
        JsonNode node = StrictJson.tree(verifiedBody).at(JsonPointer.compile(pointer));
        return node.isMissingNode() || node.isNull() ? null : node.isContainer() ? "" : node.asString();
    }
}
