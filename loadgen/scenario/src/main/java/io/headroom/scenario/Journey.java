package io.headroom.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One way in which users go through the service: a method with one parameter of type {@link User}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Journey {

    /** Weight of this journey in the mix, relative to the others; 0 leaves it out unless it is asked for by name. */
    int share() default 1;
}
