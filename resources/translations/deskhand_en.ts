<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AssistResultView</name>
    <message numerus="yes">
        <source>%n thing(s) to look at</source>
        <translation>
            <numerusform>%n thing to look at</numerusform>
            <numerusform>%n things to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AssistWindow</name>
    <message numerus="yes">
        <source>Accept %n change(s)</source>
        <translation>
            <numerusform>Accept %n change</numerusform>
            <numerusform>Accept %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CategoryCells</name>
    <message numerus="yes">
        <source>%n example(s)</source>
        <translation>
            <numerusform>%n example</numerusform>
            <numerusform>%n examples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s)</source>
        <translation>
            <numerusform>%n rule</numerusform>
            <numerusform>%n rules</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CategoryDialog</name>
    <message numerus="yes">
        <source>%n example(s)</source>
        <translation>
            <numerusform>%n example</numerusform>
            <numerusform>%n examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CategoryDoubts</name>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at before sorting</source>
        <translation>
            <numerusform>%n thing to look at before sorting</numerusform>
            <numerusform>%n things to look at before sorting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CategoryImportDialog</name>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} and %n more</numerusform>
            <numerusform>{names} and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n category(s): {names}</source>
        <translation>
            <numerusform>%n category: {names}</numerusform>
            <numerusform>%n categories: {names}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangedLine</name>
    <message numerus="yes">
        <source>%n row(s) would change after your decisions.</source>
        <translation>
            <numerusform>%n row would change after your decisions.</numerusform>
            <numerusform>%n rows would change after your decisions.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangedRows</name>
    <message numerus="yes">
        <source>Take %n over</source>
        <translation>
            <numerusform>Take %n over</numerusform>
            <numerusform>Take %n over</numerusform>
        </translation>
    </message>
</context>
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
    <name>FoldedParts</name>
    <message numerus="yes">
        <source>%n quoted passage(s)</source>
        <translation>
            <numerusform>%n quoted passage</numerusform>
            <numerusform>%n quoted passages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryDecisions</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decided by a person</source>
        <translation>
            <numerusform>%n decided by a person</numerusform>
            <numerusform>%n decided by a person</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to be looked at</source>
        <translation>
            <numerusform>%n to be looked at</numerusform>
            <numerusform>%n to be looked at</numerusform>
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
    <name>InquiriesCheck</name>
    <message numerus="yes">
        <source>%n row(s) changed</source>
        <translation>
            <numerusform>%n row changed</numerusform>
            <numerusform>%n rows changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed back</source>
        <translation>
            <numerusform>%n row changed back</numerusform>
            <numerusform>%n rows changed back</numerusform>
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
</context>
<context>
    <name>InquiriesPreview</name>
    <message numerus="yes">
        <source>%n empty</source>
        <translation>
            <numerusform>%n empty</numerusform>
            <numerusform>%n empty</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not readable</source>
        <translation>
            <numerusform>%n not readable</numerusform>
            <numerusform>%n not readable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pasted line(s)</source>
        <translation>
            <numerusform>%n pasted line</numerusform>
            <numerusform>%n pasted lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pasted row(s)</source>
        <translation>
            <numerusform>%n pasted row</numerusform>
            <numerusform>%n pasted rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s)</source>
        <translation>
            <numerusform>%n mail</numerusform>
            <numerusform>%n mails</numerusform>
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
    <name>MailRequests</name>
    <message numerus="yes">
        <source>%n question(s) and request(s)</source>
        <translation>
            <numerusform>%n question or request</numerusform>
            <numerusform>%n questions and requests</numerusform>
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
<context>
    <name>TemplateEditor</name>
    <message numerus="yes">
        <source>%n thing(s) to mend</source>
        <translation>
            <numerusform>%n thing to mend</numerusform>
            <numerusform>%n things to mend</numerusform>
        </translation>
    </message>
</context>
</TS>
