/**
 * Secrets as values: what was agreed with a sender, and from when until when it is accepted; and where they come from while the
 * application runs. For everyone who configures an endpoint.
 */
@NullMarked
package io.countersign.secret;

import org.jspecify.annotations.NullMarked;
