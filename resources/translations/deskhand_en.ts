<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ComputerPanel</name>
    <message numerus="yes">
        <source>%n processor core(s)</source>
        <translation>
            <numerusform>%n processor core</numerusform>
            <numerusform>%n processor cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DoubtPanel</name>
    <message numerus="yes">
        <source>%n thing(s) to look at</source>
        <translation>
            <numerusform>%n thing to look at</numerusform>
            <numerusform>%n things to look at</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ElsewherePanel</name>
    <message numerus="yes">
        <source>and %n more; “deskhand models elsewhere” lists them all</source>
        <translation>
            <numerusform>and %n more; “deskhand models elsewhere” lists it too</numerusform>
            <numerusform>and %n more; “deskhand models elsewhere” lists them all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message numerus="yes">
        <source>Erase %n record(s)?</source>
        <translation>
            <numerusform>Erase %n record?</numerusform>
            <numerusform>Erase %n records?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) erased</source>
        <translation>
            <numerusform>%n record erased</numerusform>
            <numerusform>%n records erased</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InquiriesPage</name>
    <message numerus="yes">
        <source>Sort %n row(s)</source>
        <translation>
            <numerusform>Sort %n row</numerusform>
            <numerusform>Sort %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done by itself</source>
        <translation>
            <numerusform>%n done by itself</numerusform>
            <numerusform>%n done by themselves</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeywordsPage</name>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation>
            <numerusform>%n report</numerusform>
            <numerusform>%n reports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StoragePanel</name>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The kit is written, with %n model(s)</source>
        <translation>
            <numerusform>The kit is written, with %n model</numerusform>
            <numerusform>The kit is written, with %n models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are not as they should be</source>
        <translation>
            <numerusform>%n file is not as it should be</numerusform>
            <numerusform>%n files are not as they should be</numerusform>
        </translation>
    </message>
</context>
</TS>
