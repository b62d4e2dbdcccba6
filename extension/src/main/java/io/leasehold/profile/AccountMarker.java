package io.leasehold.profile;

/** The element that shows whose session it is, and the text that it must contain. Immutable. */
record AccountMarker(String selector, String contains) {}
