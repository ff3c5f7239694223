/**
 * Test your handler as the provider will: senders that sign as each provider signs, sample payloads, a clock you move. For
 * tests; signing lives here and not in the core.
 */
@NullMarked
package io.countersign.testkit;

import org.jspecify.annotations.NullMarked;
