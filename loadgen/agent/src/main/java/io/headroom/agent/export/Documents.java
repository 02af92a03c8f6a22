package io.headroom.agent.export;

import io.headroom.agent.export.Exports.Form;

/** One result in all the forms that its command offers. */
public interface Documents {

    byte[] of(Form form);
}
