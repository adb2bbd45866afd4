@echo off
rem Builds Syngate when it has not been built yet, and starts it. Delete app\target to build again.
setlocal
call "%~dp0.mvn\jdk.cmd" || exit /b 1
if not exist "%~dp0app\target\syngate\built" (
    echo Building Syngate; this takes a minute the first time. 1>&2
    pushd "%~dp0"
    call "%~dp0mvnw.cmd" -q -B -ntp -DskipTests -Dspotless.check.skip package 1>&2 || (popd & exit /b 1)
    popd
    echo built> "%~dp0app\target\syngate\built"
)
"%JAVA_HOME%\bin\java" "@%~dp0app\jvm.args" "-Djpackage.app-path=%~f0" -cp "%~dp0app\target\syngate\lib\*" dev.syngate.app.Main %*
