@echo off
rem Runs Maven with a JDK 25; on Windows Maven 3.8.7 or newer must be installed.
setlocal
call "%~dp0.mvn\jdk.cmd" || exit /b 1
where mvn >nul 2>nul
if errorlevel 1 (
    echo Syngate's build needs Maven 3.8.7 or newer: winget install Apache.Maven, or https://maven.apache.org/download.cgi 1>&2
    exit /b 1
)
call mvn %*
