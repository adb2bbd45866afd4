@echo off
rem Finds a JDK 25 and sets JAVA_HOME to it; where there is none, says how to get one.
for %%H in ("%JAVA_HOME%" "%JAVA_HOME_25_X64%") do call :try %%H && exit /b 0
for /d %%H in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" "%ProgramFiles%\Microsoft\jdk-25*" "%USERPROFILE%\.jdks\*25*") do call :try %%H && exit /b 0
echo Syngate needs a JDK 25: winget install EclipseAdoptium.Temurin.25.JDK, or https://adoptium.net 1>&2
exit /b 1

:try
if not exist "%~1\bin\javac.exe" exit /b 1
findstr /b /c:"JAVA_VERSION=\"25" "%~1\release" >nul 2>nul || exit /b 1
set "JAVA_HOME=%~1"
exit /b 0
