package io.countersign;

/** Tells whoever listens of an answer, and returns it. */
@FunctionalInterface
interface AnswerReport {
    Answer of(Outcome outcome, Answer answer);
}
