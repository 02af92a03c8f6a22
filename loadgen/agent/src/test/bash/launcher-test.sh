#!/usr/bin/env bash
# Tests of the launcher. Argument: the launcher. Each test has a folder of its own with a small tree like the repository's, JDKs that are scripts, and a
# Maven that is a script, so that nothing real is built or started.
set -u

launcher=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0

check() { # DESCRIPTION CONDITION…
    local description=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $current: $description"
        sed 's/^/    | /' "$box/out"
    fi
}

says() { grep -qF -- "$1" "$box/out"; }
says_nothing_of() { ! grep -qF -- "$1" "$box/out"; }
is() { [ "$1" = "$2" ]; }

# A JDK of that version: its java says how it was called, and makes the cache that it is asked for.
make_jdk() { # FOLDER VERSION
    mkdir -p "$1/bin"
    cat >"$1/bin/java" <<JAVA
#!/bin/bash
echo "java $2: \$*"
for flag in "\$@"; do case "\$flag" in -XX:AOTCacheOutput=*) [ -n "\${DULL:-}" ] || touch "\${flag#*=}" ;; esac; done
[ -z "\${PRINT_ROOT:-}" ] || echo "root \$HEADROOM_ROOT home \$JAVA_HOME"
JAVA
    cp "$1/bin/java" "$1/bin/javac"
    chmod +x "$1/bin/java" "$1/bin/javac"
    echo "JAVA_VERSION=\"$2\"" >"$1/release"
}

# new_box NAME: a tree with every module, a JDK 25 and a Maven that makes what it is asked for.
new_box() {
    current=$1
    box="$scratch/$1"
    root="$box/head room"
    local module
    mkdir -p "$box/bin" "$root"
    for module in infra/embedded-postgres infra/local-cloud loadgen/scenario loadgen/engine loadgen/exploration loadgen/protocol \
        loadgen/agent platform/protection platform/server sample-target; do
        mkdir -p "$root/$module/src/main/java"
        echo "<project/>" >"$root/$module/pom.xml"
        echo "class A {}" >"$root/$module/src/main/java/A.java"
    done
    printf '<project>\n  <version>1.2.3</version>\n</project>\n' >"$root/pom.xml"
    cp "$launcher" "$root/headroom"
    make_jdk "$box/jdks/jdk-25" 25.0.1
    cat >"$box/bin/mvn" <<'MVN'
#!/bin/bash
echo "$*" >>"$CALLS"
echo "[INFO] Building Headroom 1.2.3 [1/1]"
[ -z "${SLOW:-}" ] || exec sleep 30
if [ -n "${BROKEN:-}" ]; then echo "[ERROR] A.java:[1,1] ';' expected"; exit 1; fi
if [[ "$*" == *" verify"* ]]; then
    mkdir -p sample-target/target/surefire-reports
    cat >sample-target/target/surefire-reports/TEST-a.B.xml <<XML
<testsuite xmlns:xsi="x" version="3.0" name="a.B" time="0.1" tests="5" errors="0" skipped="1" failures="${FAILURES:-0}">
  <testcase name="looksAtThePage" classname="a.B" time="0.1">
    <skipped message="Chromium is missing"/>
  </testcase>
</testsuite>
XML
    if [ -n "${PAGES:-}" ]; then
        mkdir -p platform/server/target/surefire-reports
        cat >platform/server/target/surefire-reports/TEST-webui-browser.xml <<XML
<testsuites name="vitest tests" tests="3" failures="0" errors="0" time="1">
    <testsuite name="test/browser.test.ts" tests="3" failures="0" errors="0" skipped="1" time="1">
        <testcase classname="test/browser.test.ts" name="Chromium is missing: install it" time="0">
            <skipped/>
        </testcase>
    </testsuite>
</testsuites>
XML
        printf '\033[2m      Tests \033[22m 2 passed\033[39m | 1 skipped\n'
    fi
    echo "[INFO] Tests run: 5, Failures: ${FAILURES:-0}, Errors: 0, Skipped: 1"
    [ -z "${FAILURES:-}" ]
    exit
fi
for module in $(echo "$*" | sed 's/.*-pl \([^ ]*\).*/\1/' | tr ',' ' '); do
    mkdir -p "$module/target/quarkus-app"
    touch "$module/target/quarkus-app/quarkus-run.jar" "$module/target/local-cloud.jar"
done
MVN
    printf '#!/bin/bash\n' >"$box/bin/npm"
    chmod +x "$box/bin/mvn" "$box/bin/npm"
    : >"$box/calls"
}

# headroom ARGUMENT…: runs the box's launcher in a bare environment; output in out, exit code in $code.
headroom() {
    code=0
    env -i PATH="${path:-$box/bin:/usr/bin:/bin}" HOME="$box" CALLS="$box/calls" HEADROOM_JVM_FOLDERS="${jdks-$box/jdks}" ${extra[@]+"${extra[@]}"} \
        "$root/headroom" "$@" >"$box/out" 2>&1 </dev/null || code=$?
}

builds() { wc -l <"$box/calls" | tr -d ' '; }

# Everything that the launcher needs but Maven and Node.js, which the machine may have beside it.
bare_path() {
    local program
    mkdir -p "$box/bare"
    for program in bash env sed awk grep head tail cut tr sort find xargs cksum date sleep mkdir rm mv cat dirname basename readlink flock touch wc stty tee; do
        ln -sf "$(command -v "$program")" "$box/bare/$program"
    done
    path=$box/bare
}

extra=()
unset path jdks 2>/dev/null

new_box "help needs neither JDK nor build"
jdks=/nowhere headroom --help
check "exit code" is "$code" 0
check "examples" says "./headroom demo --class nano"
check "no build" is "$(builds)" 0
headroom --version
check "version" says "Headroom 1.2.3"

new_box "which JDK"
headroom --java-home
check "names it" is "$code $(cat "$box/out")" "0 $box/jdks/jdk-25"
check "no build" is "$(builds)" 0

new_box "CI on a machine that lacks what Debian does not have"
bare_path
ln -sf "$(command -v true)" "$box/bare/apt-get"
mkdir "$root/.ci"
cp "$(dirname "$launcher")/.ci/run" "$root/.ci/run"
ci() {
    code=0
    env -i PATH="$box/bare" HOME="$box" CALLS="$box/calls" HEADROOM_JVM_FOLDERS="$1" "$root/.ci/run" >"$box/out" 2>&1 || code=$?
}
ci /nowhere
check "exit code" is "$code" 5
check "says that the JDK is missing" says "no JDK 25 or newer found"
ci "$box/jdks"
check "exit code" is "$code" 5
check "says that Terraform is missing" says "neither Terraform nor OpenTofu is installed"
check "one sentence" is "$(wc -l <"$box/out" | tr -d ' ')" 1
unset path

new_box "a mistyped verb"
headroom dmo
check "exit code" is "$code" 4
check "names the nearest" says "did you mean 'demo'"
headroom loacl-cloud
check "names the nearest" says "did you mean 'local-cloud'"

new_box "no JDK"
jdks=/nowhere headroom doctor
check "exit code" is "$code" 5
check "says what to install" says "install one, for example Temurin 25"

new_box "an old JDK on PATH and in JAVA_HOME"
make_jdk "$box/old" 17.0.15
cp "$box/old/bin/java" "$box/bin/java"
extra=("JAVA_HOME=$box/old" PRINT_ROOT=yes)
headroom doctor --data x
check "takes the newer one" says "java 25.0.1:"
check "passes the verb on" says "quarkus-run.jar doctor --data x"
check "exports the root and the JDK" says "root $root home $box/jdks/jdk-25"
extra=()

new_box "an old JDK only"
make_jdk "$box/old/jdk-17" 17.0.15
rm -r "$box/jdks"
jdks=$box/old headroom doctor
check "exit code" is "$code" 5
check "says what to install" says "no JDK 25 or newer found"

new_box "a path with spaces, through a symbolic link"
ln -s "$root/headroom" "$box/bin/hr"
(cd "$box/bin" && ln -s hr hr2)
code=0
env -i PATH="$box/bin:/usr/bin:/bin" HOME="$box" CALLS="$box/calls" HEADROOM_JVM_FOLDERS="$box/jdks" PRINT_ROOT=yes \
    "$box/bin/hr2" agent --name 'a b' >"$box/out" 2>&1 || code=$?
check "exit code" is "$code" 0
check "finds its own folder" says "root $root"
check "keeps arguments whole" says "agent --name a b"
check "no quick-start flags for the agent" says_nothing_of "TieredStopAtLevel"

new_box "builds what is missing or stale, and only that"
headroom doctor
check "one build" is "$(builds)" 1
check "of the agent" grep -q -- "-pl loadgen/agent -am package" "$box/calls"
headroom doctor
check "nothing to build the second time" is "$(builds)" 1
echo "class B {}" >"$root/loadgen/engine/src/main/java/B.java"
headroom doctor
check "a new source makes it stale" is "$(builds)" 2
rm "$root/loadgen/engine/src/main/java/B.java"
headroom doctor
check "so does a deleted one" is "$(builds)" 3
touch "$root/loadgen/engine/src/main/java/A.java"
headroom doctor
check "an unchanged one does not" is "$(builds)" 3
echo "class C {}" >"$root/sample-target/src/main/java/C.java"
headroom doctor
check "nor does another application's" is "$(builds)" 3
headroom local-cloud status
check "local-cloud builds itself and the sample" grep -q -- "-pl infra/local-cloud,sample-target -am" "$box/calls"
check "and starts its own jar" says "infra/local-cloud/target/local-cloud.jar status"
headroom demo --class nano
check "the demo builds what is left" grep -q -- "-pl platform/server -am" "$box/calls"
extra=(HEADROOM_BUILD=never)
rm -r "$root/loadgen/agent/target"
headroom doctor
check "never builds if told so" is "$code" 5
extra=()

new_box "a build that fails"
extra=(BROKEN=yes)
headroom doctor
check "exit code" is "$code" 5
check "shows the error" says "A.java:[1,1] ';' expected"
check "names the log" says "target/build.log"
extra=()
headroom doctor
check "is tried again" is "$code" 0

new_box "Maven is missing"
bare_path
headroom doctor
check "exit code" is "$code" 5
check "says what to install" says "install Maven 3.8.7 or newer"
unset path

new_box "Node.js is missing"
bare_path
cp "$box/bin/mvn" "$box/bare/mvn"
headroom up
check "exit code" is "$code" 5
check "says what to install" says "install Node.js 20.19 or newer"
unset path

new_box "two launchers at once"
headroom_here() {
    env -i PATH="$box/bin:/usr/bin:/bin" HOME="$box" CALLS="$box/calls" HEADROOM_JVM_FOLDERS="$box/jdks" "$root/headroom" doctor
}
headroom_here >"$box/out" 2>&1 &
one=$!
headroom_here >"$box/out2" 2>&1 &
two=$!
wait "$one"
wait "$two"
check "build once" is "$(builds)" 1

new_box "training"
headroom run --help
check "waits for a load" says_nothing_of "training the"
headroom run A.java
check "follows the build" says "training the load engine …"
check "its cache is used" says "-XX:AOTCache=$root/loadgen/agent/target/load.aot"
headroom run A.java
check "happens once" says_nothing_of "training the"
headroom agent --name a
check "serves agents" says "-XX:AOTCache="
headroom doctor
check "serves no other verb" says_nothing_of "-XX:AOTCache="
touch "$root/loadgen/agent/target/quarkus-app/quarkus-run.jar"
extra=(HEADROOM_BUILD=never)
headroom run A.java
check "is not for whoever forbids building" says_nothing_of "training the"
extra=()
headroom run A.java
check "happens again after a build" says "training"
rm "$root/loadgen/agent/target/load.aot"
extra=(DULL=yes)
headroom run A.java
check "fails without consequences" is "$code" 0
check "says where to look" says "target/train.log says why"
check "no cache is used" says_nothing_of "-XX:AOTCache="
extra=()

new_box "every test"
bare_path
cp "$box/bin/mvn" "$box/bin/npm" "$box/bare/"
headroom test
check "exit code" is "$code" 0
check "shows progress" says "Tests run: 5"
check "names what was skipped" says "skipped: B.looksAtThePage (Chromium is missing)"
check "names the program that is missing" says "skipped: terraform test (neither Terraform nor OpenTofu is installed)"
check "closes with the sum" is "$(tail -n 1 "$box/out")" "4 passed, 0 failed"
extra=(PAGES=yes)
headroom test
check "the pages' tests count" is "$(tail -n 1 "$box/out")" "6 passed, 0 failed"
check "shows their sum" says "Tests  2 passed | 1 skipped"
check "names the browser that is missing" says "skipped: browser.test.ts: Chromium is missing: install it"
rm -r "$root/platform/server/target/surefire-reports"
extra=(CI=true)
headroom test
check "a missing program is a failure in CI" is "$code $(tail -n 1 "$box/out")" "1 4 passed, 1 failed"
extra=(FAILURES=2)
headroom test
check "failures are failures" is "$code $(tail -n 1 "$box/out")" "1 2 passed, 2 failed"
extra=(CI=true)
mkdir -p "$root/terraform/local"
cat >"$box/bare/terraform" <<'TERRAFORM'
#!/bin/bash
[ "$1" = init ] || echo "Success! 24 passed, 0 failed."
TERRAFORM
chmod +x "$box/bare/terraform"
headroom test
check "Terraform's tests count" is "$code $(tail -n 1 "$box/out")" "0 28 passed, 0 failed"
extra=()

# A Terraform that creates an environment where it is told to and waits. The launcher's own java says what it was called for.
cat >"$box/bare/terraform" <<'TERRAFORM'
#!/bin/bash
[ "$1" != init ] || exit 0
mkdir -p "$HEADROOM_HOME/local-cloud/test-1"
exec sleep 30
TERRAFORM
env -i PATH="$box/bare" HOME="$box" HEADROOM_HOME="$box/the user's" CALLS="$box/calls" HEADROOM_JVM_FOLDERS="$box/jdks" \
    "$root/headroom" test >"$box/out" 2>&1 </dev/null &
one=$!
for _ in $(seq 100); do
    if [ -d "$root/target/terraform-test-home/local-cloud/test-1" ]; then break; fi
    sleep 0.1
done
kill -TERM "$one"
code=0
wait "$one" || code=$?
check "exit code of interrupted Terraform tests" is "$code" 130
check "destroys what they left" says "local-cloud.jar destroy --name test-1"
check "touches nothing of the user's" test ! -e "$box/the user's"
unset path

new_box "TERM while it builds"
env -i PATH="$box/bin:/usr/bin:/bin" HOME="$box" CALLS="$box/calls" HEADROOM_JVM_FOLDERS="$box/jdks" SLOW=yes "$root/headroom" doctor >"$box/out" 2>&1 &
one=$!
for _ in $(seq 100); do
    if [ -s "$box/calls" ]; then break; fi
    sleep 0.1
done
kill -TERM "$one"
code=0
wait "$one" || code=$?
check "exit code" is "$code" 130
check "says so" says "stopped building"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
