/**
 * Webhooks in a Spring application: verified arguments of controller methods and the endpoints that receive them. For
 * applications on Spring MVC, with or without Spring Boot.
 */
@NullMarked
package io.countersign.spring;

import org.jspecify.annotations.NullMarked;
