/**
 * Why a rejected delivery did not match: the only place that may guess. It runs after the answer, off the request path, and
 * never shows a secret, a whole signature or a body. For whoever is on call, and for the command line.
 */
@NullMarked
package io.countersign.diagnosis;

import org.jspecify.annotations.NullMarked;
