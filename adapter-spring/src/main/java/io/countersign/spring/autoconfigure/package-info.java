/**
 * Endpoints out of {@code countersign.*} properties, and what Spring Boot sets up for them. For Spring Boot itself; an
 * application uses the package above.
 */
@NullMarked
package io.countersign.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
