/** Tests of Spring applications that receive webhooks, over HTTP. For whoever changes the adapter. */
@NullMarked
package io.countersign.spring;

import org.jspecify.annotations.NullMarked;
