/** Claims in Redis or Valkey, which several nodes share. */
@NullMarked
package io.countersign.dedup.redis;

import org.jspecify.annotations.NullMarked;
