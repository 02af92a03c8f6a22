package io.headroom.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Runs before measurement, at a bounded rate: a method with one parameter of type {@link User}. Its requests are never part of a result. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Setup {

    /** How many users run it successfully, over all event loops; at least 1. */
    int users() default 1;
}
