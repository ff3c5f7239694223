package io.countersign.spring;

import org.jspecify.annotations.Nullable;

/**
 * What the {@code DispatcherServlet} is mapped to. Immutable.
 *
 * @param prefix empty, or a slash and what follows, such as {@code /api}
 */
record ServletPath(String prefix) {

    /** Of a path as it is configured, {@code /} for all. */
    static ServletPath of(String configured) {
        String path = configured.endsWith("/*") ? configured.substring(0, configured.length() - 2) : configured;
        return new ServletPath(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    /** The path as the servlet's mappings see it; null where requests to it do not reach the servlet. */
    @Nullable
    String within(String path) {
        return path.startsWith(prefix + "/") ? path.substring(prefix.length()) : null;
    }

    /**
     * The patterns for that endpoint's deliveries. With a prefix also the one with it, which is what MockMvc looks up unless it is
     * told of the servlet.
     *
     * @throws WebhookConfigurationException where its deliveries do not reach the servlet
     */
    String[] patterns(WebhookEndpoint endpoint) {
        String full = endpoint.urlPattern().endsWith("/*") ? endpoint.path() + "/**" : endpoint.path();
        String within = within(full);
        if (within == null) {
            throw new WebhookConfigurationException(
                    "countersign.endpoints." + endpoint.name() + ".path",
                    endpoint.path() + " is not below " + prefix + ", where Spring MVC is",
                    "set it to " + prefix + endpoint.path());
        }
        return prefix.isEmpty() ? new String[] {full} : new String[] {within, full};
    }
}
