/** The one reader of JSON, for bytes that are verified already. Not exported; may change in any release. */
@NullMarked
package io.countersign.internal.json;

import org.jspecify.annotations.NullMarked;
