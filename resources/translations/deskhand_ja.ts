<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>ActionDialog</name>
    <message>
        <source>The result is to replace the text</source>
        <translation>結果で文章を置き換える</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Take over a file</source>
        <translation>ファイルから取り込む</translation>
    </message>
    <message>
        <source>Share as a file</source>
        <translation>ファイルに書き出す</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Take over an action</source>
        <translation>操作の取り込み</translation>
    </message>
    <message>
        <source>Share an action</source>
        <translation>操作の書き出し</translation>
    </message>
    <message>
        <source>New action</source>
        <translation>新しい操作</translation>
    </message>
    <message>
        <source>Own actions</source>
        <translation>自分用の操作</translation>
    </message>
    <message>
        <source>As in the text</source>
        <translation>文章と同じ</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英語</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>Write it as one line for the minutes.</source>
        <translation>議事録の一行にまとめる。</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>What to do with the text</source>
        <translation>文章に対して行うこと</translation>
    </message>
    <message>
        <source>Language of the result</source>
        <translation>結果の言語</translation>
    </message>
    <message>
        <source>Each action is a file that others can take over.</source>
        <translation>操作は1つずつファイルに保存され、ほかの人も取り込めます。</translation>
    </message>
</context>
<context>
    <name>ActionList</name>
    <message>
        <source>What to do with the text</source>
        <translation>文章に対してできること</translation>
    </message>
</context>
<context>
    <name>AddingRow</name>
    <message>
        <source>Add a file…</source>
        <translation>ファイルを追加…</translation>
    </message>
    <message>
        <source>Takes in a model file that you have already</source>
        <translation>お手元のモデルファイルを取り込みます</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>フォルダーを追加…</translation>
    </message>
    <message>
        <source>Takes in a kit from a stick, or all model files of a folder</source>
        <translation>USB メモリのキット、またはフォルダー内のすべてのモデルファイルを取り込みます</translation>
    </message>
    <message>
        <source>Use a file where it is…</source>
        <translation>ファイルを元の場所で使う…</translation>
    </message>
    <message>
        <source>Copies nothing: for large files, or a drive that others use too</source>
        <translation>コピーしません。大きなファイルや、共有ドライブのファイルに向いています</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>モデルファイル</translation>
    </message>
    <message>
        <source>Folder with model files, or a kit</source>
        <translation>モデルファイルのあるフォルダー、またはキット</translation>
    </message>
</context>
<context>
    <name>AssistChoice</name>
    <message>
        <source>Own actions</source>
        <translation>自分用の操作</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>おすすめ</translation>
    </message>
    <message>
        <source>computed, not written</source>
        <translation>計算で求めます</translation>
    </message>
    <message>
        <source>needs a model</source>
        <translation>モデルが必要</translation>
    </message>
    <message>
        <source>looked up, not written</source>
        <translation>検索のみ・文章は作りません</translation>
    </message>
    <message>
        <source>From the clipboard</source>
        <translation>クリップボードの文章</translation>
    </message>
    <message>
        <source>Type or paste a text</source>
        <translation>文章を入力または貼り付けてください</translation>
    </message>
    <message>
        <source>Selected in the program in front</source>
        <translation>手前のソフトで選択した文章</translation>
    </message>
    <message>
        <source>Selected in {program}</source>
        <translation>{program} で選択した文章</translation>
    </message>
    <message>
        <source>Text at hand</source>
        <translation>対象の文章</translation>
    </message>
    <message>
        <source>Nothing was selected. Type or paste a text here.</source>
        <translation>選択された文章がありません。ここに入力または貼り付けてください。</translation>
    </message>
</context>
<context>
    <name>AssistFoot</name>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Other actions</source>
        <translation>ほかの操作</translation>
    </message>
    <message>
        <source>Leave as it was</source>
        <translation>元のままにする</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{total} 件中 {done} 件目</translation>
    </message>
</context>
<context>
    <name>AssistResultView</name>
    <message>
        <source>The text as it was</source>
        <translation>元の文章</translation>
    </message>
    <message>
        <source>The new text</source>
        <translation>新しい文章</translation>
    </message>
    <message>
        <source>Doubts and changes</source>
        <translation>確認する点と変更箇所</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>元の文章</translation>
    </message>
    <message>
        <source>Space takes the selected change or leaves it; so does a click on it.</source>
        <translation>スペースキーまたはクリックで、変更を採用するか元に戻すかを切り替えます。</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at</source>
        <translation>
            <numerusform>確認する点：%n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>変更：%n か所</numerusform>
        </translation>
    </message>
    <message>
        <source>Taken: {change}</source>
        <translation>採用：{change}</translation>
    </message>
    <message>
        <source>Left as it was: {change}</source>
        <translation>元のまま：{change}</translation>
    </message>
    <message>
        <source>“{old}” becomes “{new}”</source>
        <translation>「{old}」→「{new}」</translation>
    </message>
    <message>
        <source>“{new}” is added</source>
        <translation>「{new}」を追加</translation>
    </message>
    <message>
        <source>“{old}” is left out</source>
        <translation>「{old}」を削除</translation>
    </message>
    <message>
        <source>Blanks or lines change</source>
        <translation>空白または改行の変更</translation>
    </message>
</context>
<context>
    <name>AssistWindow</name>
    <message>
        <source>Beginning</source>
        <translation>始めています</translation>
    </message>
    <message>
        <source>Nothing is to be changed</source>
        <translation>変更する箇所はありません</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>There is more on its page</source>
        <translation>続きは専用のページでご覧になれます</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
    <message>
        <source>Esc closes this window.</source>
        <translation>Esc キーでこのウィンドウを閉じます。</translation>
    </message>
    <message>
        <source>Show the models</source>
        <translation>モデルを見る</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message numerus="yes">
        <source>Accept %n change(s)</source>
        <translation>
            <numerusform>%n か所を採用</numerusform>
        </translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>採用</translation>
    </message>
    <message>
        <source>Quick assist</source>
        <translation>クイックアシスト</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>このメッセージを閉じる</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>閉じる (Esc)</translation>
    </message>
</context>
<context>
    <name>CandidatePanel</name>
    <message>
        <source>&amp;Suggest examples</source>
        <translation>例を提案(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Take the ticked ones</source>
        <translation>チェックした例を追加(&amp;T)</translation>
    </message>
    <message>
        <source>Space ticks a line, Delete strikes it. Only what you take becomes an example.</source>
        <translation>Space キーでチェックし、Delete キーで外します。追加したものだけが例になります。</translation>
    </message>
    <message>
        <source>The Models page has what is needed for this</source>
        <translation>必要なモデルは「モデル」のページで取得できます</translation>
    </message>
    <message>
        <source>Nothing came out that fits. A clearer description helps.</source>
        <translation>合う例が見つかりませんでした。説明を具体的にすると提案しやすくなります。</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Thinking of examples</source>
        <translation>例を考えています</translation>
    </message>
    <message>
        <source>Suggested examples</source>
        <translation>提案された例</translation>
    </message>
</context>
<context>
    <name>CategoryCells</name>
    <message>
        <source>Category</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Known by</source>
        <translation>手がかり</translation>
    </message>
    <message>
        <source>Fits none of them</source>
        <translation>該当なし</translation>
    </message>
    <message numerus="yes">
        <source>%n example(s)</source>
        <translation>
            <numerusform>例 %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s)</source>
        <translation>
            <numerusform>規則 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>its description</source>
        <translation>説明</translation>
    </message>
    <message>
        <source>What belongs to none of the categories, with examples of it</source>
        <translation>どの分類にも当てはまらないものと、その例</translation>
    </message>
</context>
<context>
    <name>CategoryDialog</name>
    <message>
        <source>Rules, one a line</source>
        <translation>規則（1 行に 1 つ）</translation>
    </message>
    <message>
        <source>tracking number
/not (yet )?arrived/</source>
        <translation>追跡番号
/(まだ|いまだに)届(い|か)/</translation>
    </message>
    <message>
        <source>Examples, one a line</source>
        <translation>例（1 行に 1 件）</translation>
    </message>
    <message>
        <source>Where is order 5541?</source>
        <translation>注文番号 5541 の商品は今どこにありますか。</translation>
    </message>
    <message>
        <source>Inquiries like the examples belong to none of the categories.</source>
        <translation>例に似た問い合わせは、どの分類にも入れません。</translation>
    </message>
    <message>
        <source>The category before</source>
        <translation>前の分類</translation>
    </message>
    <message>
        <source>The next category</source>
        <translation>次の分類</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>完了(&amp;D)</translation>
    </message>
    <message>
        <source>Fits none of them</source>
        <translation>該当なし</translation>
    </message>
    <message>
        <source>New category</source>
        <translation>新しい分類</translation>
    </message>
    <message numerus="yes">
        <source>%n example(s)</source>
        <translation>
            <numerusform>例 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Write a name and a description first</source>
        <translation>先に名前と説明を入力してください</translation>
    </message>
    <message>
        <source>A rule of {name} cannot be used</source>
        <translation>「{name}」に使えない規則があります</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名前(&amp;N)</translation>
    </message>
    <message>
        <source>What &amp;belongs there</source>
        <translation>説明（この分類に入るもの）(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Rules, one a line: words, or an expression between slashes</source>
        <translation>規則（1 行に 1 つ。言葉、または / で囲んだ正規表現）(&amp;R)</translation>
    </message>
    <message>
        <source>Re&amp;ply with</source>
        <translation>返信のひな形(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Examples, one a line</source>
        <translation>例（1 行に 1 件）(&amp;E)</translation>
    </message>
</context>
<context>
    <name>CategoryDoubts</name>
    <message>
        <source>Show fewer</source>
        <translation>一部だけ表示</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>ほか %n 件を表示</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at before sorting</source>
        <translation>
            <numerusform>分類を始める前に確認することが %n 件あります</numerusform>
        </translation>
    </message>
    <message>
        <source>To look at before sorting</source>
        <translation>分類を始める前の確認</translation>
    </message>
</context>
<context>
    <name>CategoryEditor</name>
    <message>
        <source>Drop a file with categories here, or add the first one</source>
        <translation>分類のファイルをここにドロップするか、最初の分類を追加してください</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>選択</translation>
    </message>
    <message>
        <source>Add a category</source>
        <translation>分類を追加</translation>
    </message>
    <message>
        <source>Open the selected category: description, rules, examples (Enter)</source>
        <translation>選択した分類の説明・規則・例を編集 (Enter)</translation>
    </message>
    <message>
        <source>Take the selected category out</source>
        <translation>選択した分類を外す</translation>
    </message>
    <message>
        <source>Save the categories as a file</source>
        <translation>分類をファイルに保存</translation>
    </message>
    <message>
        <source>C&amp;ategories</source>
        <translation>分類(&amp;A)</translation>
    </message>
</context>
<context>
    <name>CategoryFiles</name>
    <message>
        <source>A file…</source>
        <translation>ファイル…</translation>
    </message>
    <message>
        <source>Small shop</source>
        <translation>小さな店</translation>
    </message>
    <message>
        <source>From sorted rows…</source>
        <translation>分類済みの表から…</translation>
    </message>
    <message>
        <source>Save the categories</source>
        <translation>分類の保存</translation>
    </message>
    <message>
        <source>categories</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Sorted rows</source>
        <translation>分類済みの表</translation>
    </message>
</context>
<context>
    <name>CategoryImportDialog</name>
    <message>
        <source>Reading {file}</source>
        <translation>{file} を読み込んでいます</translation>
    </message>
    <message>
        <source>&amp;Make the categories</source>
        <translation>分類を作る(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Leave it</source>
        <translation>キャンセル(&amp;L)</translation>
    </message>
    <message>
        <source>None of them</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>{name} ({count})</source>
        <translation>{name} ({count})</translation>
    </message>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} ほか %n 個</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n category(s): {names}</source>
        <translation>
            <numerusform>分類 %n 個: {names}</numerusform>
        </translation>
    </message>
    <message>
        <source>Categories from sorted rows</source>
        <translation>分類済みの表から分類を作る</translation>
    </message>
    <message>
        <source>Each name in the column becomes a category; some of its rows become examples.</source>
        <translation>列にある名前がそれぞれ分類になり、その行の一部が例になります。</translation>
    </message>
    <message>
        <source>Column with the &amp;category</source>
        <translation>分類の列(&amp;C)</translation>
    </message>
    <message>
        <source>Column with the &amp;text</source>
        <translation>本文の列(&amp;T)</translation>
    </message>
    <message>
        <source>What means that &amp;nothing fits</source>
        <translation>「該当なし」を表す名前(&amp;N)</translation>
    </message>
</context>
<context>
    <name>CategoryModel</name>
    <message>
        <source>Choose the categories, or add the first one</source>
        <translation>分類を選ぶか、最初の分類を追加してください</translation>
    </message>
    <message>
        <source>Two categories are called {name}</source>
        <translation>「{name}」という分類が 2 つあります</translation>
    </message>
    <message>
        <source>{name} and {other} are the same name</source>
        <translation>{name} と {other} は同じ名前とみなされます</translation>
    </message>
    <message>
        <source>{name} is also what fits none of them</source>
        <translation>「{name}」は「該当なし」の名前としても使われています</translation>
    </message>
    <message>
        <source>A rule of {name} cannot be used</source>
        <translation>「{name}」に使えない規則があります</translation>
    </message>
</context>
<context>
    <name>ChangedLine</name>
    <message>
        <source>Show them</source>
        <translation>表示する</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) would change after your decisions.</source>
        <translation>
            <numerusform>ご自分の決定に合わせると %n 行が変わります。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangedRows</name>
    <message>
        <source>Rows that would change</source>
        <translation>変わる行</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>変更しない</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Esc; decide later</source>
        <translation>後で決めます (Esc)</translation>
    </message>
    <message numerus="yes">
        <source>Take %n over</source>
        <translation>
            <numerusform>%n 行を変更する</numerusform>
        </translation>
    </message>
    <message>
        <source>These rows would change</source>
        <translation>次の行が変わります</translation>
    </message>
    <message>
        <source>Your decisions say so. Nothing changes before you take it over; your own stay.</source>
        <translation>ご自分の決定に合わせた変更です。確定するまで何も変わりません。ご自分で決めた行はそのままです。</translation>
    </message>
</context>
<context>
    <name>ChangesModel</name>
    <message>
        <source>No.</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>Inquiry</source>
        <translation>問い合わせ</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
</context>
<context>
    <name>ChoicePanel</name>
    <message>
        <source>Categories</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Type letters of a category</source>
        <translation>分類名の文字で絞り込む</translation>
    </message>
    <message>
        <source>Letters of a category</source>
        <translation>分類名の文字</translation>
    </message>
</context>
<context>
    <name>ComparisonWindow</name>
    <message>
        <source>Versions</source>
        <translation>版</translation>
    </message>
    <message>
        <source>Text of the version on the left</source>
        <translation>左側の版の本文</translation>
    </message>
    <message>
        <source>Text of the selected version</source>
        <translation>選んだ版の本文</translation>
    </message>
    <message>
        <source>Use this version</source>
        <translation>この版を使う</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Both are the same.</source>
        <translation>どちらも同じです。</translation>
    </message>
    <message>
        <source>What stands only in one of them is marked.</source>
        <translation>一方だけにある箇所に印が付いています。</translation>
    </message>
    <message>
        <source>Versions of the mail</source>
        <translation>メールの版</translation>
    </message>
    <message>
        <source>Version on the left</source>
        <translation>左側の版</translation>
    </message>
</context>
<context>
    <name>ComputerPanel</name>
    <message>
        <source>Find the best settings</source>
        <translation>最適な設定を調べる</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Takes some seconds, with a large model a minute. Drafts wait meanwhile.</source>
        <translation>数秒、大きなモデルでは 1 分ほどかかります。そのあいだ下書きは待ちます。</translation>
    </message>
    <message>
        <source>Fetch a model first</source>
        <translation>先にモデルを取得してください</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>開始しています</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>No model is in use yet.</source>
        <translation>使用中のモデルはまだありません。</translation>
    </message>
    <message>
        <source>Deskhand has not tried out yet which settings make {model} fastest here.</source>
        <translation>このパソコンで {model} が最も速く動く設定は、まだ調べていません。</translation>
    </message>
    <message numerus="yes">
        <source>%n processor core(s)</source>
        <translation>
            <numerusform>プロセッサーコア %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>{model} writes a short reply in about {time}, with {means}.</source>
        <translation>{model} は、短い返信を約 {time}で書きます（{means}を使用）。</translation>
    </message>
    <message>
        <source>the graphics processor</source>
        <translation>グラフィックスプロセッサー</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分</translation>
    </message>
    <message>
        <source>{memory} GB of memory</source>
        <translation>メモリ {memory} GB</translation>
    </message>
    <message>
        <source>no graphics processor that Deskhand can use</source>
        <translation>Deskhand が使えるグラフィックスプロセッサーなし</translation>
    </message>
    <message>
        <source>works with the libraries in “{folder}”</source>
        <translation>「{folder}」のライブラリを使用</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>このパソコン</translation>
    </message>
    <message>
        <source>Progress of the test</source>
        <translation>調査の進み具合</translation>
    </message>
</context>
<context>
    <name>CountsModel</name>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>要確認</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合計</translation>
    </message>
</context>
<context>
    <name>CountsPage</name>
    <message>
        <source>Counts</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>How many inquiries of each category came, day by day.</source>
        <translation>分類ごとの問い合わせの件数を、日ごとに表示します。</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>集計しています</translation>
    </message>
    <message>
        <source>Numbers of inquiries</source>
        <translation>問い合わせの件数</translation>
    </message>
    <message>
        <source>Save counts…</source>
        <translation>件数を保存…</translation>
    </message>
    <message>
        <source>Save the counts</source>
        <translation>件数の保存</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>日付不明</translation>
    </message>
    <message>
        <source>Chart of the numbers in the table below</source>
        <translation>下の表の件数のグラフ</translation>
    </message>
    <message>
        <source>Nothing tells on which day the inquiries came, so they stand together.</source>
        <translation>受け取った日が分からないため、まとめて表示しています。</translation>
    </message>
    <message>
        <source>Each bar is a week, named by its Monday.</source>
        <translation>棒 1 本が 1 週間です。日付は月曜日です。</translation>
    </message>
    <message>
        <source>Each bar is a month.</source>
        <translation>棒 1 本が 1 か月です。</translation>
    </message>
</context>
<context>
    <name>DateLine</name>
    <message>
        <source>Choose in the calendar</source>
        <translation>カレンダーから選ぶ</translation>
    </message>
</context>
<context>
    <name>DecisionsModel</name>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>判定者</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>From what</source>
        <translation>根拠</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>本文</translation>
    </message>
    <message>
        <source>Deskhand</source>
        <translation>Deskhand</translation>
    </message>
    <message>
        <source>none of them</source>
        <translation>該当なし</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>That page is busy</source>
        <translation>その画面は作業中です</translation>
    </message>
    <message>
        <source>Stop the work there, or wait for its end.</source>
        <translation>作業を止めるか、終わるまでお待ちください。</translation>
    </message>
    <message>
        <source>This result cannot be shown again</source>
        <translation>この結果はもう表示できません</translation>
    </message>
    <message>
        <source>Another version of Deskhand has kept it. Its record stays in the history.</source>
        <translation>別のバージョンの Deskhand が保存した結果です。記録は履歴に残ります。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
</context>
<context>
    <name>DoubtPanel</name>
    <message>
        <source>Doubts and facts</source>
        <translation>確認点と入力内容</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>このままにする</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>直す</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>削除する</translation>
    </message>
    <message>
        <source>Next doubt</source>
        <translation>次の確認点</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at</source>
        <translation>
            <numerusform>確認点 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>What you gave</source>
        <translation>入力した内容</translation>
    </message>
    <message>
        <source>{value}: not in the mail</source>
        <translation>{value}：メールにありません</translation>
    </message>
    <message>
        <source>Leave unanswered</source>
        <translation>回答しない</translation>
    </message>
</context>
<context>
    <name>DownloadPanel</name>
    <message>
        <source>Keep it</source>
        <translation>保管する</translation>
    </message>
    <message>
        <source>For this run only</source>
        <translation>今回だけ使う</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>削除する</translation>
    </message>
    <message>
        <source>An access token is kept in the key store of this system.</source>
        <translation>アクセストークンは、システムのキーストアに保管されています。</translation>
    </message>
    <message>
        <source>An access token is used until Deskhand closes.</source>
        <translation>アクセストークンは、Deskhand を終了するまで使われます。</translation>
    </message>
    <message>
        <source>This system has no key store: an access token can be used for this run only.</source>
        <translation>このシステムにはキーストアがないため、アクセストークンは今回だけ使えます。</translation>
    </message>
    <message>
        <source>Only models that ask for an account need one. It is never written to a file.</source>
        <translation>アカウントが必要なモデルにだけ使います。ファイルに書き込むことはありません。</translation>
    </message>
    <message>
        <source>Fetching</source>
        <translation>取得</translation>
    </message>
    <message>
        <source>Download address</source>
        <translation>取得先のアドレス</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>アクセストークン</translation>
    </message>
</context>
<context>
    <name>ElsewherePanel</name>
    <message numerus="yes">
        <source>and %n more; “deskhand models elsewhere” lists them all</source>
        <translation>
            <numerusform>ほか %n 個。「deskhand models elsewhere」ですべて表示できます</numerusform>
        </translation>
    </message>
    <message>
        <source>Use it there</source>
        <translation>そのまま使う</translation>
    </message>
    <message>
        <source>Models of other programs</source>
        <translation>ほかのプログラムのモデル</translation>
    </message>
    <message>
        <source>Models of other programs on this computer</source>
        <translation>このパソコンにある、ほかのプログラムのモデル</translation>
    </message>
    <message>
        <source>They can be used where they are; nothing is copied, and the other program keeps them.</source>
        <translation>元の場所にあるまま使えます。コピーはせず、元のプログラムでも引き続き使えます。</translation>
    </message>
</context>
<context>
    <name>EmailCheck</name>
    <message>
        <source>&amp;Subject</source>
        <translation>件名(&amp;S)</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>Text of the mail</source>
        <translation>メールの本文</translation>
    </message>
</context>
<context>
    <name>EmailForm</name>
    <message>
        <source>What else the mail should say, in your own words</source>
        <translation>ほかに伝えたいことを、ご自分の言葉で</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>ひな形</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>&amp;Mail to answer</source>
        <translation>返信するメール(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Template</source>
        <translation>ひな形(&amp;T)</translation>
    </message>
    <message>
        <source>There is no template “{template}”</source>
        <translation>ひな形「{template}」はありません</translation>
    </message>
    <message>
        <source>Choose another one here, or correct its name in the category.</source>
        <translation>ここで別のひな形を選ぶか、分類にあるひな形の名前を直してください。</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>メモ(&amp;N)</translation>
    </message>
</context>
<context>
    <name>EmailPage</name>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Drafts a standard mail from what you give, and shows where each fact stands in it.</source>
        <translation>入力した内容から定型メールの下書きを作り、それぞれがどこに書かれているかを示します。</translation>
    </message>
    <message>
        <source>Draft the mail</source>
        <translation>下書きを作る</translation>
    </message>
    <message>
        <source>The mail to answer is being read</source>
        <translation>返信するメールを読んでいます</translation>
    </message>
    <message>
        <source>Still to give: {facts}</source>
        <translation>未入力：{facts}</translation>
    </message>
    <message>
        <source>An earlier mail is shown</source>
        <translation>以前のメールを表示しました</translation>
    </message>
    <message>
        <source>The sample is filled in</source>
        <translation>サンプルを入力しました</translation>
    </message>
    <message>
        <source>worded freely</source>
        <translation>文章を作成</translation>
    </message>
    <message>
        <source>{method}, {seconds} s</source>
        <translation>{method}、{seconds} 秒</translation>
    </message>
    <message>
        <source>The draft will stand here, with each fact beside it and each doubt underlined.</source>
        <translation>ここに下書きが表示されます。入力した内容が横に並び、確認が必要な箇所には下線が付きます。</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>サンプルで試す</translation>
    </message>
</context>
<context>
    <name>EmailRedraft</name>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>The paragraph has not changed</source>
        <translation>段落は変わっていません</translation>
    </message>
</context>
<context>
    <name>EmailUse</name>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copies the text of the mail</source>
        <translation>メールの本文をコピーします</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Open in mail program</source>
        <translation>メールソフトで開く</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
    <message>
        <source>Save the mail</source>
        <translation>メールの保存</translation>
    </message>
    <message>
        <source>No program opened the mail</source>
        <translation>メールを開くソフトが見つかりません</translation>
    </message>
    <message>
        <source>Save it and open it from your mail program, or copy the text.</source>
        <translation>保存してメールソフトから開くか、本文をコピーしてください。</translation>
    </message>
</context>
<context>
    <name>EmailVersions</name>
    <message>
        <source>Earlier version</source>
        <translation>前の版</translation>
    </message>
    <message>
        <source>Later version</source>
        <translation>次の版</translation>
    </message>
    <message>
        <source>All versions, two side by side</source>
        <translation>すべての版（二つを並べて表示）</translation>
    </message>
    <message>
        <source>Versions: {count}</source>
        <translation>版：{count}</translation>
    </message>
    <message>
        <source>Your changes</source>
        <translation>ご自身の変更</translation>
    </message>
    <message>
        <source>Paragraph reworded</source>
        <translation>段落の言い換え</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>下書き</translation>
    </message>
    <message>
        <source>In Japanese</source>
        <translation>日本語名</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>英語にする</translation>
    </message>
    <message>
        <source>Tone: plain</source>
        <translation>文体：標準</translation>
    </message>
    <message>
        <source>Tone: warm</source>
        <translation>文体：やわらかく</translation>
    </message>
    <message>
        <source>Tone: formal</source>
        <translation>文体：改まって</translation>
    </message>
    <message>
        <source>Length: short</source>
        <translation>長さ：短め</translation>
    </message>
    <message>
        <source>Length: normal</source>
        <translation>長さ：標準</translation>
    </message>
    <message>
        <source>Length: long</source>
        <translation>長さ：長め</translation>
    </message>
</context>
<context>
    <name>FactField</name>
    <message>
        <source>Last time: {value}  (↓)</source>
        <translation>前回：{value}（↓）</translation>
    </message>
    <message>
        <source>A date has a day, as in 2026-03-14</source>
        <translation>日付は 2026-03-14 のように入力してください</translation>
    </message>
    <message>
        <source>A figure is missing here</source>
        <translation>数字を入力してください</translation>
    </message>
    <message>
        <source>An address looks like name@company.com</source>
        <translation>アドレスは name@company.com の形で入力してください</translation>
    </message>
    <message>
        <source>Address book</source>
        <translation>住所録</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>前回</translation>
    </message>
    <message>
        <source>Your office</source>
        <translation>自社情報</translation>
    </message>
    <message>
        <source>The mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Filled in: {source}. {keys} takes it back.</source>
        <translation>自動入力：{source}。{keys} で取り消せます。</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>任意</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>Files that can be read</source>
        <translation>読み取れるファイル</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>すべてのファイル</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>Table as text</source>
        <translation>CSV 形式の表</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel ブック</translation>
    </message>
    <message>
        <source>PDF form</source>
        <translation>PDF フォーム</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>メールボックス</translation>
    </message>
</context>
<context>
    <name>FileField</name>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>外す</translation>
    </message>
    <message>
        <source>Take away: {name}</source>
        <translation>外す：{name}</translation>
    </message>
    <message>
        <source>Choose: {name}</source>
        <translation>選択：{name}</translation>
    </message>
    <message>
        <source>Choose a folder: {name}</source>
        <translation>フォルダーの選択：{name}</translation>
    </message>
</context>
<context>
    <name>FileList</name>
    <message>
        <source>Choose files…</source>
        <translation>ファイルを選択…</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>すべて外す</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>ファイルを追加…</translation>
    </message>
    <message>
        <source>Del takes the selected files out of the list</source>
        <translation>Del キーで選択したファイルを一覧から外します</translation>
    </message>
</context>
<context>
    <name>FirstModel</name>
    <message>
        <source>More models</source>
        <translation>ほかのモデル</translation>
    </message>
    <message>
        <source>The starter, a small model to try Deskhand out, comes first, so that you can begin soon.</source>
        <translation>すぐに始められるよう、まず小さなお試し用モデルを取得します。</translation>
    </message>
    <message>
        <source>Copy the models from the kit</source>
        <translation>キットからモデルをコピー</translation>
    </message>
    <message>
        <source>Fetch it ({size})</source>
        <translation>取得する（{size}）</translation>
    </message>
    <message>
        <source>Choose a model first</source>
        <translation>先にモデルを選んでください</translation>
    </message>
    <message>
        <source>Deskhand was started without a network</source>
        <translation>ネットワークを使わない設定で起動しています</translation>
    </message>
    <message>
        <source>Accept the terms first</source>
        <translation>先に利用条件に同意してください</translation>
    </message>
    <message>
        <source>The kit in {folder}</source>
        <translation>{folder} のキット</translation>
    </message>
    <message>
        <source>Its models are copied to this computer; no network is needed.</source>
        <translation>モデルをこのパソコンにコピーします。ネットワークは不要です。</translation>
    </message>
    <message>
        <source>I accept the {licence}</source>
        <translation>{licence} に同意する</translation>
    </message>
    <message>
        <source>{title}, recommended for this computer</source>
        <translation>{title}（このパソコンにおすすめ）</translation>
    </message>
    <message>
        <source>{size} to fetch, about {minutes} min over a line of 50 Mbit/s</source>
        <translation>ダウンロードサイズ {size}。50 Mbit/s の回線で約 {minutes} 分</translation>
    </message>
    <message>
        <source>The terms</source>
        <translation>利用条件</translation>
    </message>
    <message>
        <source>Everything can be changed later on the Models page.</source>
        <translation>あとから「モデル」のページですべて変更できます。</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>あとで</translation>
    </message>
    <message>
        <source>Paperwork help that stays on this computer</source>
        <translation>このパソコンの中だけで動く、事務作業の手伝い</translation>
    </message>
    <message>
        <source>The model for this computer</source>
        <translation>このパソコンに合うモデル</translation>
    </message>
    <message>
        <source>Deskhand is ready for the first mail</source>
        <translation>最初のメールを始められます</translation>
    </message>
    <message>
        <source>Deskhand does routine office work with you, and leaves each decision to you.</source>
        <translation>Deskhand は日常の事務を手伝います。決めるのはいつもあなたです。</translation>
    </message>
    <message>
        <source>A language model reads and writes for you. It is fetched once, and works without a network.</source>
        <translation>言語モデルが読み書きを手伝います。取得は一度だけで、その後はネットワークなしで動きます。</translation>
    </message>
    <message>
        <source>Templates, rules and statistics work at once. The model joins in as soon as it is here.</source>
        <translation>ひな形・規則・統計はすぐに使えます。取得が終わりしだい、モデルも使えるようになります。</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Begin with an e-mail</source>
        <translation>メールから始める</translation>
    </message>
    <message>
        <source>It is tried again by itself in a while.</source>
        <translation>しばらくしてから自動的に再試行します。</translation>
    </message>
    <message>
        <source>Choose again</source>
        <translation>選び直す</translation>
    </message>
</context>
<context>
    <name>FoldedParts</name>
    <message>
        <source>Put it back</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Folded away: {parts}</source>
        <translation>たたんだ部分：{parts}</translation>
    </message>
    <message numerus="yes">
        <source>%n quoted passage(s)</source>
        <translation>
            <numerusform>引用 %n か所</numerusform>
        </translation>
    </message>
    <message>
        <source>the signature</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>Fold away</source>
        <translation>たたむ</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Quotes and signature of the mail</source>
        <translation>メールの引用と署名</translation>
    </message>
    <message>
        <source>Takes quotes and signature as what the mail says now</source>
        <translation>引用と署名も、今回の本文として扱います</translation>
    </message>
</context>
<context>
    <name>FormsCheck</name>
    <message>
        <source>Fields of the form</source>
        <translation>記入欄</translation>
    </message>
    <message>
        <source>Source of the value</source>
        <translation>値の出どころ</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>値の出どころ</translation>
    </message>
    <message>
        <source>Select a field to see the passage that its value rests on.</source>
        <translation>欄を選ぶと、値のもとになった箇所が表示されます。</translation>
    </message>
    <message>
        <source>You have typed this value.</source>
        <translation>ご自分で入力した値です。</translation>
    </message>
    <message>
        <source>No source</source>
        <translation>出どころなし</translation>
    </message>
    <message>
        <source>F2 or a double click changes a value; F8 goes to the next doubt</source>
        <translation>F2 キーかダブルクリックで値を変更、F8 キーで次の確認点へ</translation>
    </message>
</context>
<context>
    <name>FormsModel</name>
    <message>
        <source>changed by you</source>
        <translation>手入力</translation>
    </message>
    <message>
        <source>filled</source>
        <translation>記入済み</translation>
    </message>
    <message>
        <source>needs a look</source>
        <translation>要確認</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空欄</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>欄</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
</context>
<context>
    <name>FormsPage</name>
    <message>
        <source>Forms</source>
        <translation>書類記入</translation>
    </message>
    <message>
        <source>Fills a form from your documents, and shows the passage that each value comes from.</source>
        <translation>手元の文書から書類に記入し、それぞれの値がどこから来たかを示します。</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>書類</translation>
    </message>
    <message>
        <source>Drop a PDF or Excel form</source>
        <translation>PDF または Excel の書類をドロップ</translation>
    </message>
    <message>
        <source>Documents with the data</source>
        <translation>もとになる文書</translation>
    </message>
    <message>
        <source>Drop the documents here that hold the data: mails, letters, tables</source>
        <translation>もとになる文書（メール、文書、表）をここにドロップしてください</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copies the fields with their values</source>
        <translation>欄と値をコピーします</translation>
    </message>
    <message>
        <source>Save filled copy…</source>
        <translation>記入済みの控えを保存…</translation>
    </message>
    <message>
        <source>Fill the form</source>
        <translation>書類に記入する</translation>
    </message>
    <message>
        <source>Choose the form</source>
        <translation>書類を選んでください</translation>
    </message>
    <message>
        <source>Choose a document with the data</source>
        <translation>もとになる文書を選んでください</translation>
    </message>
    <message>
        <source>Pasted text</source>
        <translation>貼り付けた文章</translation>
    </message>
    <message>
        <source>{name} filled</source>
        <translation>{name} 記入済み</translation>
    </message>
    <message>
        <source>Save the filled copy</source>
        <translation>記入済みの控えの保存</translation>
    </message>
    <message>
        <source>{filled} filled, {look} to look at, {empty} empty</source>
        <translation>記入済み {filled}、要確認 {look}、空欄 {empty}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
    <message>
        <source>Each field will stand here with its value and the passage that it comes from.</source>
        <translation>ここに記入欄と値、そのもとになった箇所が表示されます。</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>サンプルで試す</translation>
    </message>
    <message>
        <source>or paste the data</source>
        <translation>または内容を貼り付け</translation>
    </message>
    <message>
        <source>Pasted data</source>
        <translation>貼り付けた内容</translation>
    </message>
    <message>
        <source>&amp;Form</source>
        <translation>書類(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Documents with the data</source>
        <translation>もとになる文書(&amp;D)</translation>
    </message>
</context>
<context>
    <name>HandOver</name>
    <message>
        <source>This page is busy</source>
        <translation>このページは作業中です</translation>
    </message>
    <message>
        <source>What you want to take over waits until the work is done, or until you stop it.</source>
        <translation>作業が終わるか停止されるまで、取り込みを待ちます。</translation>
    </message>
    <message>
        <source>What you have given here is still here</source>
        <translation>このページの入力内容はそのまま残っています</translation>
    </message>
    <message>
        <source>It makes room when you say so, and can be brought back.</source>
        <translation>「取り込む」を押すと入れ替わります。あとで元に戻せます。</translation>
    </message>
    <message>
        <source>Bring back what was here</source>
        <translation>元の内容に戻す</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>取り込む</translation>
    </message>
    <message>
        <source>It is taken over</source>
        <translation>取り込みました</translation>
    </message>
</context>
<context>
    <name>HistoryDecisions</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>&amp;Only rows that a person decided</source>
        <translation>人が決めた行のみ(&amp;O)</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>No decisions were kept of this one.</source>
        <translation>この作業の判定は残っていません。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decided by a person</source>
        <translation>
            <numerusform>人が決定 %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to be looked at</source>
        <translation>
            <numerusform>要確認 %n 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>キーワード</translation>
    </message>
    <message>
        <source>Inquiries</source>
        <translation>問い合わせ</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>書類記入</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>作業</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>without a title</source>
        <translation>無題</translation>
    </message>
    <message>
        <source>Today, {time}</source>
        <translation>今日 {time}</translation>
    </message>
    <message>
        <source>Yesterday, {time}</source>
        <translation>昨日 {time}</translation>
    </message>
    <message>
        <source>{date}, {time}</source>
        <translation>{date} {time}</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>What was done before, on this computer only. Open a result again, or erase it for good.</source>
        <translation>このパソコンでの作業の記録です。結果をもう一度開いたり、完全に消したりできます。</translation>
    </message>
    <message>
        <source>&amp;Keep records</source>
        <translation>記録を残す(&amp;K)</translation>
    </message>
    <message>
        <source>Earlier results</source>
        <translation>これまでの結果</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>もう一度開く</translation>
    </message>
    <message>
        <source>Erase selected</source>
        <translation>選択した記録を消す</translation>
    </message>
    <message>
        <source>Erase all</source>
        <translation>すべて消す</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Who decided about each row, when, and from what</source>
        <translation>行ごとに、誰がいつ何をもとに判定したかを表示します</translation>
    </message>
    <message>
        <source>Nothing was found. Try fewer letters, or all jobs.</source>
        <translation>見つかりませんでした。言葉を短くするか、すべての作業を対象にしてください。</translation>
    </message>
    <message>
        <source>What you draft, pick, sort and fill will be listed here.</source>
        <translation>これから行う作業の結果がここに並びます。</translation>
    </message>
    <message numerus="yes">
        <source>Erase %n record(s)?</source>
        <translation>
            <numerusform>%n 件の記録を消しますか</numerusform>
        </translation>
    </message>
    <message>
        <source>They cannot be brought back. Files that you saved stay.</source>
        <translation>元に戻せません。保存したファイルは残ります。</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>消す</translation>
    </message>
    <message>
        <source>Erase all records?</source>
        <translation>すべての記録を消しますか</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) erased</source>
        <translation>
            <numerusform>%n 件の記録を消しました</numerusform>
        </translation>
    </message>
    <message>
        <source>Search in all records</source>
        <translation>すべての記録から探す</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>作業</translation>
    </message>
    <message>
        <source>All jobs</source>
        <translation>すべての作業</translation>
    </message>
    <message>
        <source>Off: from now on nothing is kept; what was kept stays until it is erased</source>
        <translation>オフにすると以後は何も残しません。これまでの記録は消すまで残ります</translation>
    </message>
</context>
<context>
    <name>InquiriesCheck</name>
    <message>
        <source>Shows one inquiry after the other that needs a look ({keys})</source>
        <translation>要確認の問い合わせを 1 件ずつ表示します ({keys})</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed</source>
        <translation>
            <numerusform>%n 行を変更しました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed back</source>
        <translation>
            <numerusform>%n 行を元に戻しました</numerusform>
        </translation>
    </message>
    <message>
        <source>One by one ({count})</source>
        <translation>1 件ずつ確認 ({count})</translation>
    </message>
</context>
<context>
    <name>InquiriesForm</name>
    <message>
        <source>Inquiries</source>
        <translation>問い合わせ</translation>
    </message>
    <message>
        <source>Take lines or cells from the clipboard</source>
        <translation>クリップボードの行やセルを取り込む</translation>
    </message>
    <message>
        <source>C&amp;olumn with the text</source>
        <translation>本文の列(&amp;O)</translation>
    </message>
    <message>
        <source>Sorted examples</source>
        <translation>分類済みの例</translation>
    </message>
    <message>
        <source>Drop them here</source>
        <translation>ここにドロップ</translation>
    </message>
    <message>
        <source>Drop a sorted table</source>
        <translation>分類済みの表をドロップ</translation>
    </message>
    <message>
        <source>The clipboard holds no text. Copy the inquiries first.</source>
        <translation>クリップボードに文字がありません。先に問い合わせをコピーしてください。</translation>
    </message>
    <message>
        <source>Pasted inquiries</source>
        <translation>貼り付けた問い合わせ</translation>
    </message>
    <message>
        <source>Column with the text</source>
        <translation>本文の列</translation>
    </message>
    <message>
        <source>&amp;Inquiries</source>
        <translation>問い合わせ(&amp;I)</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>貼り付け</translation>
    </message>
    <message>
        <source>Sorted &amp;examples, if there are any</source>
        <translation>分類済みの例（あれば）(&amp;E)</translation>
    </message>
</context>
<context>
    <name>InquiriesModel</name>
    <message>
        <source>waits</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>done by itself</source>
        <translation>自動で分類</translation>
    </message>
    <message>
        <source>needs a look</source>
        <translation>要確認</translation>
    </message>
    <message>
        <source>decided by you</source>
        <translation>手動で決定</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>読み取れません</translation>
    </message>
    <message>
        <source>decided by {who}</source>
        <translation>{who} が決定</translation>
    </message>
    <message>
        <source>none of them</source>
        <translation>該当なし</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>Inquiry</source>
        <translation>問い合わせ</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>確かさ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
</context>
<context>
    <name>InquiriesPage</name>
    <message>
        <source>Inquiries</source>
        <translation>問い合わせ</translation>
    </message>
    <message>
        <source>Sorts customer inquiries into your categories, and says which ones a person should look at.</source>
        <translation>お客様からの問い合わせを分類し、人の確認が必要なものを示します。</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>分類する</translation>
    </message>
    <message numerus="yes">
        <source>Sort %n row(s)</source>
        <translation>
            <numerusform>%n 行を分類する</numerusform>
        </translation>
    </message>
    <message>
        <source>The inquiries are being read</source>
        <translation>問い合わせを読み込んでいます</translation>
    </message>
    <message>
        <source>Choose the inquiries</source>
        <translation>問い合わせを選んでください</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>{file} に保存しました</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
    <message>
        <source>Each inquiry will stand here with its category, how sure that is, and what it rests on.</source>
        <translation>ここに問い合わせごとの分類と確かさ、その根拠が表示されます。</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>サンプルで試す</translation>
    </message>
</context>
<context>
    <name>InquiriesPreview</name>
    <message>
        <source>Take what was pasted away</source>
        <translation>貼り付けた内容を外す</translation>
    </message>
    <message>
        <source>sheet “{sheet}”</source>
        <translation>シート「{sheet}」</translation>
    </message>
    <message>
        <source>subject and text together</source>
        <translation>件名と本文を合わせて使用</translation>
    </message>
    <message numerus="yes">
        <source>%n empty</source>
        <translation>
            <numerusform>本文なし %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not readable</source>
        <translation>
            <numerusform>読み取り不可 %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pasted line(s)</source>
        <translation>
            <numerusform>貼り付け %n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pasted row(s)</source>
        <translation>
            <numerusform>貼り付け %n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s)</source>
        <translation>
            <numerusform>メール %n 通</numerusform>
        </translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>コンマ区切り</translation>
    </message>
    <message>
        <source>separated by semicolons</source>
        <translation>セミコロン区切り</translation>
    </message>
    <message>
        <source>separated by tabs</source>
        <translation>タブ区切り</translation>
    </message>
    <message>
        <source>separated by bars</source>
        <translation>縦棒区切り</translation>
    </message>
    <message>
        <source>separated by “{sign}”</source>
        <translation>「{sign}」区切り</translation>
    </message>
    <message>
        <source>The first inquiries</source>
        <translation>最初の問い合わせ</translation>
    </message>
</context>
<context>
    <name>InquiriesUse</name>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copies the rows with their categories</source>
        <translation>行と分類をコピーします</translation>
    </message>
    <message>
        <source>Save table…</source>
        <translation>表を保存…</translation>
    </message>
    <message>
        <source>Save mails</source>
        <translation>メールの保存</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>How many inquiries came, day by day</source>
        <translation>日ごとの問い合わせの件数を表示します</translation>
    </message>
    <message>
        <source>Draft a reply</source>
        <translation>返信を下書き</translation>
    </message>
    <message>
        <source>Takes the selected inquiry to the E-mail page, with the template of its category</source>
        <translation>選択した問い合わせを、分類のひな形とともに「メール」のページに渡します</translation>
    </message>
    <message>
        <source>A folder for each category…</source>
        <translation>分類ごとのフォルダー…</translation>
    </message>
    <message>
        <source>A mailbox with labels…</source>
        <translation>ラベル付きのメールボックス…</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>表の保存</translation>
    </message>
    <message>
        <source>Save the mails</source>
        <translation>メールの保存</translation>
    </message>
    <message>
        <source>Where the new folder is made</source>
        <translation>新しいフォルダーの作成場所</translation>
    </message>
    <message>
        <source>{name} counts</source>
        <translation>{name} 件数</translation>
    </message>
    <message>
        <source>Select the inquiry to answer</source>
        <translation>返信する問い合わせを選んでください</translation>
    </message>
    <message>
        <source>Its row in the table tells which one is meant.</source>
        <translation>表でその行を選択します。</translation>
    </message>
    <message>
        <source>{name} sorted</source>
        <translation>{name} 分類済み</translation>
    </message>
</context>
<context>
    <name>InquiryDetail</name>
    <message>
        <source>{number}  {name}</source>
        <translation>{number}  {name}</translation>
    </message>
    <message>
        <source>0  {name}</source>
        <translation>0  {name}</translation>
    </message>
    <message>
        <source>Select a row to see what it rests on.</source>
        <translation>行を選ぶと根拠が表示されます。</translation>
    </message>
    <message>
        <source>&amp;Category</source>
        <translation>分類(&amp;C)</translation>
    </message>
    <message>
        <source>Category of this inquiry</source>
        <translation>この問い合わせの分類</translation>
    </message>
    <message>
        <source>In the table, the keys 1 to 9 choose a category, 0 none of them</source>
        <translation>表の上で 1～9 のキーで分類を選び、0 で該当なしにします</translation>
    </message>
</context>
<context>
    <name>InquiryFilters</name>
    <message>
        <source>Show only the rows that a person should look at; F8 goes to the next</source>
        <translation>人の確認が必要な行だけを表示します。F8 キーで次へ進みます</translation>
    </message>
    <message>
        <source>Show only one category</source>
        <translation>一つの分類だけを表示</translation>
    </message>
    <message>
        <source>Needs a look ({count})</source>
        <translation>要確認 ({count})</translation>
    </message>
    <message>
        <source>All ({count})</source>
        <translation>すべて ({count})</translation>
    </message>
</context>
<context>
    <name>InquiryList</name>
    <message>
        <source>Inquiries</source>
        <translation>問い合わせ</translation>
    </message>
</context>
<context>
    <name>InquiryText</name>
    <message>
        <source>Text of the inquiry</source>
        <translation>問い合わせの本文</translation>
    </message>
    <message>
        <source>You have decided this.</source>
        <translation>ご自分で決めた分類です。</translation>
    </message>
</context>
<context>
    <name>JobFrame</name>
    <message>
        <source>1  Give</source>
        <translation>1  入力</translation>
    </message>
    <message>
        <source>3  Use</source>
        <translation>3  利用</translation>
    </message>
</context>
<context>
    <name>JobPage</name>
    <message>
        <source>2  Check</source>
        <translation>2  確認</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度</translation>
    </message>
</context>
<context>
    <name>JobRun</name>
    <message>
        <source>Stopped</source>
        <translation>停止しました</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Press the keys</source>
        <translation>キーを押してください</translation>
    </message>
</context>
<context>
    <name>KeywordsCheck</name>
    <message>
        <source>Previous report</source>
        <translation>前の報告書</translation>
    </message>
    <message>
        <source>Next report</source>
        <translation>次の報告書</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>キーワード</translation>
    </message>
    <message>
        <source>Text of the report</source>
        <translation>報告書の本文</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{count} 件中 {place} 件目</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>報告書</translation>
    </message>
</context>
<context>
    <name>KeywordsModel</name>
    <message>
        <source>Keyword</source>
        <translation>キーワード</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>箇所</translation>
    </message>
</context>
<context>
    <name>KeywordsPage</name>
    <message>
        <source>Keywords</source>
        <translation>キーワード</translation>
    </message>
    <message>
        <source>Picks out what daily reports are about, and lights up every place it stands.</source>
        <translation>日報の要点を表す言葉を選び出し、本文中のすべての箇所を示します。</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>報告書</translation>
    </message>
    <message>
        <source>Drop reports here: Word, PDF, Excel, text, mails, or a folder of them</source>
        <translation>報告書（Word、PDF、Excel、テキスト、メール、またはそのフォルダー）をここにドロップしてください</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copies the keywords of the report in view</source>
        <translation>表示中の報告書のキーワードをコピーします</translation>
    </message>
    <message>
        <source>Save as table…</source>
        <translation>表として保存…</translation>
    </message>
    <message>
        <source>Pick the keywords</source>
        <translation>キーワードを選び出す</translation>
    </message>
    <message>
        <source>Choose a report, or paste its text</source>
        <translation>報告書を選ぶか、本文を貼り付けてください</translation>
    </message>
    <message>
        <source>Save the keywords</source>
        <translation>キーワードの保存</translation>
    </message>
    <message>
        <source>keywords</source>
        <translation>キーワード</translation>
    </message>
    <message>
        <source>Pasted text</source>
        <translation>貼り付けた文章</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation>
            <numerusform>報告書 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>The keywords of each report will stand here, beside its text.</source>
        <translation>ここに報告書ごとのキーワードと本文が並んで表示されます。</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>サンプルで試す</translation>
    </message>
    <message>
        <source>Keywords a report</source>
        <translation>報告書ごとのキーワード数</translation>
    </message>
    <message>
        <source>or paste a report</source>
        <translation>または報告書を貼り付け</translation>
    </message>
    <message>
        <source>Pasted report</source>
        <translation>貼り付けた報告書</translation>
    </message>
    <message>
        <source>Re&amp;ports</source>
        <translation>報告書(&amp;P)</translation>
    </message>
    <message>
        <source>Keywords a &amp;report</source>
        <translation>報告書ごとのキーワード数(&amp;R)</translation>
    </message>
</context>
<context>
    <name>MailRequests</name>
    <message>
        <source>Questions and requests of the mail</source>
        <translation>メールの質問と依頼</translation>
    </message>
    <message>
        <source>What the mail asks will be listed here, with what answers it in the draft.</source>
        <translation>メールの質問と依頼が、下書きの中の答えとともにここに並びます。</translation>
    </message>
    <message>
        <source>No question and no request was found in it.</source>
        <translation>質問や依頼は見つかりませんでした。</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) and request(s)</source>
        <translation>
            <numerusform>質問と依頼 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>{answered} of {count} answered</source>
        <translation>{count} 件中 {answered} 件に回答済み</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>回答不要</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>依頼</translation>
    </message>
    <message>
        <source>Not answered in the draft</source>
        <translation>下書きに答えがありません</translation>
    </message>
    <message>
        <source>Answered: “{sentence}”</source>
        <translation>回答：「{sentence}」</translation>
    </message>
    <message>
        <source>Answer it</source>
        <translation>回答する</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>回答しない</translation>
    </message>
</context>
<context>
    <name>MailView</name>
    <message>
        <source>Take the mail away</source>
        <translation>メールを取り除く</translation>
    </message>
    <message>
        <source>This mail is long: its begin is shown here.</source>
        <translation>長いメールのため、ここには初めの部分だけを表示しています。</translation>
    </message>
    <message>
        <source>Reading the mail</source>
        <translation>メールを読んでいます</translation>
    </message>
    <message>
        <source>or paste its text</source>
        <translation>または本文を貼り付け</translation>
    </message>
    <message>
        <source>Text of the mail to answer</source>
        <translation>返信するメールの本文</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Fetch</source>
        <translation>取得する</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>これを使う</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>開始しています</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>あとで</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>順番を待っています</translation>
    </message>
    <message>
        <source>Tried again by itself in a while</source>
        <translation>しばらくしてから自動的に再試行します</translation>
    </message>
    <message>
        <source>{done} of {total} are here</source>
        <translation>{total} のうち {done} 取得済み</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>導入済み</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>不完全</translation>
    </message>
    <message>
        <source>its file is gone</source>
        <translation>ファイルが見つかりません</translation>
    </message>
    <message>
        <source>recommended for this computer</source>
        <translation>このパソコンにおすすめ</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英語</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>{memory} GB of memory at work</source>
        <translation>作業時メモリ {memory} GB</translation>
    </message>
    <message>
        <source>Facts on {title}, with its licence: {licence}</source>
        <translation>{title} の情報とライセンス: {licence}</translation>
    </message>
    <message>
        <source>used where it is</source>
        <translation>元の場所で使用</translation>
    </message>
    <message>
        <source>used in place, kept by {program}</source>
        <translation>{program} のファイルを元の場所で使用</translation>
    </message>
    <message>
        <source>last used {day}</source>
        <translation>最終使用日 {day}</translation>
    </message>
    <message>
        <source>Progress of {title}</source>
        <translation>{title} の進み具合</translation>
    </message>
</context>
<context>
    <name>ModelCards</name>
    <message>
        <source>{title} has terms to accept: {licence}</source>
        <translation>{title} の利用には {licence} への同意が必要です</translation>
    </message>
    <message>
        <source>Read them first: {address}</source>
        <translation>先に内容をご確認ください: {address}</translation>
    </message>
    <message>
        <source>Accept and fetch</source>
        <translation>同意して取得</translation>
    </message>
    <message>
        <source>Deskhand was started without a network</source>
        <translation>ネットワークを使わない設定で起動しています</translation>
    </message>
    <message>
        <source>{title} is used from the next start on</source>
        <translation>{title} は次に起動したときから使われます</translation>
    </message>
    <message>
        <source>This time Deskhand was started with another model.</source>
        <translation>今回は別のモデルを指定して起動しています。</translation>
    </message>
    <message>
        <source>Remove {title}?</source>
        <translation>{title} を削除しますか</translation>
    </message>
    <message>
        <source>Its file stays where it is.</source>
        <translation>ファイルは元の場所に残ります。</translation>
    </message>
    <message>
        <source>It can be fetched or added again later.</source>
        <translation>あとでもう一度、取得または追加できます。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>The language models that write and judge. They are fetched once and run on this computer.</source>
        <translation>文章の作成と判断を行う言語モデルです。一度だけ取得し、このパソコンの中で動きます。</translation>
    </message>
    <message>
        <source>It is tried again by itself in a while.</source>
        <translation>しばらくしてから自動的に再試行します。</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Show the names</source>
        <translation>名前を表示</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>折りたたむ</translation>
    </message>
</context>
<context>
    <name>OfficeDialog</name>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>Your office’s data are not saved yet</source>
        <translation>自社情報はまだ保存されていません</translation>
    </message>
    <message>
        <source>Save them, or close the window without keeping them.</source>
        <translation>保存するか、保存せずに画面を閉じてください。</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>保存せずに閉じる</translation>
    </message>
    <message>
        <source>A phone number has three digits or more</source>
        <translation>電話番号は3桁以上です</translation>
    </message>
    <message>
        <source>An address looks like name@company.com</source>
        <translation>アドレスは name@company.com のように書きます</translation>
    </message>
    <message>
        <source>A web site looks like www.company.com</source>
        <translation>サイトは www.company.com のように書きます</translation>
    </message>
    <message>
        <source>“{product}” stands there twice</source>
        <translation>「{product}」が2回あります</translation>
    </message>
    <message>
        <source>A price stands there without a product</source>
        <translation>商品名のない価格があります</translation>
    </message>
    <message>
        <source>A price has a figure</source>
        <translation>価格には数字が必要です</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>ファイルを開く</translation>
    </message>
    <message>
        <source>The old file is kept as {name}</source>
        <translation>元のファイルは {name} として残しました</translation>
    </message>
    <message>
        <source>as on the left</source>
        <translation>左と同じ</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英語</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>会社名</translation>
    </message>
    <message>
        <source>Who writes</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部署</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>FAX</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Web site</source>
        <translation>サイト</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>営業時間</translation>
    </message>
    <message>
        <source>Bank account</source>
        <translation>振込先</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>Your office</source>
        <translation>自社情報</translation>
    </message>
    <message>
        <source>&amp;Read it again</source>
        <translation>読み直す(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Begin anew</source>
        <translation>新しく作る(&amp;B)</translation>
    </message>
    <message>
        <source>Mails fill themselves with what stands here. Any field may stay empty.</source>
        <translation>ここに書いたことはメールに自動で入ります。空欄があってもかまいません。</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
</context>
<context>
    <name>OfficePanel</name>
    <message>
        <source>Change…</source>
        <translation>変更…</translation>
    </message>
    <message>
        <source>Change your office’s data</source>
        <translation>自社情報を変更</translation>
    </message>
    <message>
        <source>Your office</source>
        <translation>自社情報</translation>
    </message>
    <message>
        <source>Company, sender, signature and products. Mails fill themselves with them.</source>
        <translation>会社名、差出人、署名、商品。メールに自動で入ります。</translation>
    </message>
</context>
<context>
    <name>OfficeProducts</name>
    <message>
        <source>Add a product</source>
        <translation>商品を追加</translation>
    </message>
    <message>
        <source>Remove the row</source>
        <translation>行を削除</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>英語名</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>In Japanese</source>
        <translation>日本語名</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>価格</translation>
    </message>
    <message>
        <source>Products with their prices</source>
        <translation>商品と価格</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>キーワード</translation>
    </message>
    <message>
        <source>Inquiries</source>
        <translation>問い合わせ</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>書類記入</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
</context>
<context>
    <name>PanelOpening</name>
    <message>
        <source>Deskhand is being set up</source>
        <translation>Deskhand は設定の途中です</translation>
    </message>
    <message>
        <source>Finish it here, or leave it for later. Then open the quick assist again.</source>
        <translation>ここで設定を終えるか、あとに回してから、もう一度クイックアシストを開いてください。</translation>
    </message>
</context>
<context>
    <name>PauseButton</name>
    <message>
        <source>Go on</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
</context>
<context>
    <name>ProductCompletion</name>
    <message>
        <source>Products of your office</source>
        <translation>自社の商品</translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <source>Beginning</source>
        <translation>開始しています</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
</context>
<context>
    <name>QueueHead</name>
    <message>
        <source>Back to the table (Esc)</source>
        <translation>表に戻る (Esc)</translation>
    </message>
    <message>
        <source>Take the last decision back ({keys})</source>
        <translation>直前の決定を取り消す ({keys})</translation>
    </message>
    <message>
        <source>Previous inquiry (left arrow)</source>
        <translation>前の問い合わせ (左矢印)</translation>
    </message>
    <message>
        <source>Next inquiry (right arrow)</source>
        <translation>次の問い合わせ (右矢印)</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{count} 件中 {number} 件目</translation>
    </message>
    <message>
        <source>No. {row}</source>
        <translation>番号 {row}</translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation>確かさの低い順</translation>
    </message>
    <message>
        <source>In the order of the table</source>
        <translation>表の順</translation>
    </message>
    <message>
        <source>Order of the inquiries</source>
        <translation>問い合わせの順序</translation>
    </message>
</context>
<context>
    <name>Readiness</name>
    <message>
        <source>Fetching, {share}</source>
        <translation>取得中 {share}</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>Ready for work</source>
        <translation>準備ができています</translation>
    </message>
    <message>
        <source>Works by rules</source>
        <translation>規則で動作中</translation>
    </message>
    <message>
        <source>Templates, rules and statistics do the work. The Models page has more.</source>
        <translation>ひな形・規則・統計で作業します。詳しくは「モデル」のページをご覧ください。</translation>
    </message>
</context>
<context>
    <name>RecipientCompletion</name>
    <message>
        <source>People who may be meant</source>
        <translation>候補の宛先</translation>
    </message>
</context>
<context>
    <name>ReplyChoice</name>
    <message>
        <source>No template</source>
        <translation>ひな形なし</translation>
    </message>
</context>
<context>
    <name>ReplyField</name>
    <message>
        <source>Mail to answer</source>
        <translation>返信するメール</translation>
    </message>
    <message>
        <source>Drop a mail here</source>
        <translation>メールをここにドロップ</translation>
    </message>
</context>
<context>
    <name>ReviewQueue</name>
    <message>
        <source>decided</source>
        <translation>決定済み</translation>
    </message>
    <message>
        <source>suggested, {share}</source>
        <translation>候補 {share}</translation>
    </message>
    <message>
        <source>Nothing needs a look.</source>
        <translation>確認が必要な問い合わせはありません。</translation>
    </message>
    <message>
        <source>All are decided. Esc leads to the table, {keys} takes the last decision back.</source>
        <translation>すべて決定しました（Esc で表へ、{keys} で取り消し）。</translation>
    </message>
    <message>
        <source>1 to 9 and 0 choose, Enter takes what is selected, left and right lead to other inquiries.</source>
        <translation>1～9 と 0 でその分類に、Enter で選択中の分類に決定します。左右の矢印で前後の問い合わせに移ります。</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>Stopping</source>
        <translation>停止しています</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>Saver</name>
    <message>
        <source>Saved as {file}</source>
        <translation>{file} に保存しました</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>The work stopped for a reason that Deskhand does not know</source>
        <translation>予期しない理由で作業が止まりました</translation>
    </message>
    <message>
        <source>Your input is still here. Try again; the log in the data folder has the details.</source>
        <translation>入力した内容は残っています。もう一度お試しください。詳細はデータフォルダーのログにあります。</translation>
    </message>
    <message>
        <source>by judgement</source>
        <translation>文章から判断</translation>
    </message>
    <message>
        <source>from the template</source>
        <translation>ひな形</translation>
    </message>
    <message>
        <source>by your rules</source>
        <translation>規則</translation>
    </message>
    <message>
        <source>by your examples</source>
        <translation>例</translation>
    </message>
    <message>
        <source>by statistics</source>
        <translation>統計</translation>
    </message>
    <message>
        <source>by labels</source>
        <translation>項目名</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>あと数秒</translation>
    </message>
    <message>
        <source>about {seconds} s left</source>
        <translation>あと約 {seconds} 秒</translation>
    </message>
    <message>
        <source>about {minutes} min left</source>
        <translation>あと約 {minutes} 分</translation>
    </message>
    <message>
        <source>{expectation} ({basis})</source>
        <translation>{expectation}（{basis}）</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{total} のうち {done}</translation>
    </message>
    <message>
        <source>{amount} a second</source>
        <translation>毎秒 {amount}</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Each change holds at once.</source>
        <translation>変更はすぐに反映されます。</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>フォルダーを開く</translation>
    </message>
    <message>
        <source>The language changes when Deskhand is started again</source>
        <translation>言語は次回の起動時に変わります</translation>
    </message>
    <message>
        <source>Contacts in {file}: {count}</source>
        <translation>{file} の連絡先：{count} 件</translation>
    </message>
    <message>
        <source>Drop a file here</source>
        <translation>ここにファイルをドロップ</translation>
    </message>
    <message>
        <source>Deskhand {version}</source>
        <translation>Deskhand {version}</translation>
    </message>
    <message>
        <source>Settings, records and models are kept in one folder on this computer, and nowhere else.</source>
        <translation>設定・記録・モデルは、このパソコンの一つのフォルダーにだけ保存されます。</translation>
    </message>
</context>
<context>
    <name>StandbyNotices</name>
    <message>
        <source>Deskhand stays ready here</source>
        <translation>Deskhand はここで待機しています</translation>
    </message>
    <message>
        <source>The window is closed. Quit from the menu of this icon, or change it under Settings.</source>
        <translation>ウィンドウは閉じました。終了するにはこのアイコンのメニューを使います。「設定」で変更できます。</translation>
    </message>
    <message>
        <source>This desktop has no tray</source>
        <translation>このデスクトップにはトレイがありません</translation>
    </message>
    <message>
        <source>Closing the window quits Deskhand. Minimise it to keep the quick assist at hand.</source>
        <translation>ウィンドウを閉じると Deskhand は終了します。クイックアシストを使い続けるには、最小化してください。</translation>
    </message>
    <message>
        <source>The desktop has chosen {keys} for the quick assist</source>
        <translation>クイックアシストのキーは、デスクトップにより {keys} に決まりました</translation>
    </message>
    <message>
        <source>It can be changed in the keyboard settings of the desktop.</source>
        <translation>デスクトップのキーボード設定で変更できます。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
</context>
<context>
    <name>StoragePanel</name>
    <message>
        <source>Move the models…</source>
        <translation>モデルを移動…</translation>
    </message>
    <message>
        <source>Write a kit…</source>
        <translation>キットを作成…</translation>
    </message>
    <message>
        <source>Copies the models to a stick, for a computer without a network</source>
        <translation>ネットワークのないパソコンのために、モデルを USB メモリなどにコピーします</translation>
    </message>
    <message>
        <source>Check the files</source>
        <translation>ファイルを確認</translation>
    </message>
    <message>
        <source>Compares every file with its checksum</source>
        <translation>すべてのファイルをチェックサムと照合します</translation>
    </message>
    <message>
        <source>{folder} is not there: connect its drive, or choose another folder</source>
        <translation>{folder} が見つかりません。ドライブを接続するか、別のフォルダーを選んでください</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>モデル %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>{room} free</source>
        <translation>空き {room}</translation>
    </message>
    <message>
        <source>New folder of models</source>
        <translation>モデルの新しいフォルダー</translation>
    </message>
    <message>
        <source>Folder of the kit</source>
        <translation>キットのフォルダー</translation>
    </message>
    <message>
        <source>The models are in {folder} now</source>
        <translation>モデルの場所は {folder} になりました</translation>
    </message>
    <message numerus="yes">
        <source>The kit is written, with %n model(s)</source>
        <translation>
            <numerusform>キットを作成しました（モデル %n 個）</numerusform>
        </translation>
    </message>
    <message>
        <source>On the other computer, choose “Add a folder…” on this page and name its folder.</source>
        <translation>もう一台のパソコンで、このページの「フォルダーを追加…」からこのフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>All files are as they should be</source>
        <translation>すべてのファイルに問題はありません</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are not as they should be</source>
        <translation>
            <numerusform>%n 個のファイルに問題があります</numerusform>
        </translation>
    </message>
    <message>
        <source>Folder of models</source>
        <translation>モデルのフォルダー</translation>
    </message>
</context>
<context>
    <name>StyleBar</name>
    <message>
        <source>Tone</source>
        <translation>文体</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>やわらかく</translation>
    </message>
    <message>
        <source>Formal</source>
        <translation>改まって</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>長さ</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>短め</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>長め</translation>
    </message>
    <message>
        <source>Reword paragraph</source>
        <translation>段落を言い換える</translation>
    </message>
    <message>
        <source>Says the paragraph with the cursor in other words</source>
        <translation>カーソルのある段落を別の言い方にします</translation>
    </message>
    <message>
        <source>In Japanese</source>
        <translation>日本語にする</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>英語にする</translation>
    </message>
    <message>
        <source>Drafts the mail in the other language, with the same facts</source>
        <translation>同じ事実のまま、もう一方の言語で下書きします</translation>
    </message>
</context>
<context>
    <name>StyleChoice</name>
    <message>
        <source>As the mail: {tone}</source>
        <translation>自動：{tone}</translation>
    </message>
    <message>
        <source>As the mail</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>As usual: {relation}</source>
        <translation>通常どおり：{relation}</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英語</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>やわらかく</translation>
    </message>
    <message>
        <source>Formal</source>
        <translation>改まって</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>短め</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>長め</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>通常どおり</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>取引先</translation>
    </message>
    <message>
        <source>First contact</source>
        <translation>初めての相手</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>社内</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>言語(&amp;L)</translation>
    </message>
    <message>
        <source>T&amp;one</source>
        <translation>文体(&amp;O)</translation>
    </message>
    <message>
        <source>Len&amp;gth</source>
        <translation>長さ(&amp;G)</translation>
    </message>
    <message>
        <source>Rea&amp;der</source>
        <translation>相手(&amp;D)</translation>
    </message>
</context>
<context>
    <name>SurenessControl</name>
    <message>
        <source>all by itself</source>
        <translation>すべて自動</translation>
    </message>
    <message>
        <source>everything to a person</source>
        <translation>すべて人が確認</translation>
    </message>
    <message>
        <source>Without enough sorted examples, nobody can tell how much of it would be right.</source>
        <translation>分類済みの例が足りないため、どのくらい正しいかは分かりません。</translation>
    </message>
    <message>
        <source>Everything goes to a person.</source>
        <translation>すべて人が確認します。</translation>
    </message>
    <message>
        <source>About {share} done by itself.</source>
        <translation>約 {share} を自動で分類します。</translation>
    </message>
    <message>
        <source>About {share} done by itself, fewer than 1 in 100 of them wrong.</source>
        <translation>約 {share} を自動で分類し、うち誤りは 100 件に 1 件未満です。</translation>
    </message>
    <message>
        <source>About {share} done by itself, about {wrong} in 100 of them wrong.</source>
        <translation>約 {share} を自動で分類し、うち誤りは 100 件に約 {wrong} 件です。</translation>
    </message>
    <message>
        <source>In this table: {alone} of {total} rows.</source>
        <translation>この表では {total} 行中 {alone} 行です。</translation>
    </message>
    <message>
        <source>&amp;How sure must it be?</source>
        <translation>必要な確かさ(&amp;H)</translation>
    </message>
    <message>
        <source>How sure must it be?</source>
        <translation>必要な確かさ</translation>
    </message>
    <message>
        <source>Left: all is done by itself. Right: everything goes to a person. Arrow keys move it.</source>
        <translation>左端ではすべて自動で分類し、右端ではすべて人が確認します。矢印キーで動かせます。</translation>
    </message>
</context>
<context>
    <name>TemplateEditor</name>
    <message>
        <source>What is wrong</source>
        <translation>直すところ</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>The template is not saved yet</source>
        <translation>ひな形はまだ保存されていません</translation>
    </message>
    <message>
        <source>Save it, or close the window without keeping it.</source>
        <translation>保存するか、保存せずに閉じてください。</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>保存せずに閉じる</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存しました</translation>
    </message>
    <message>
        <source>It stands in the list of templates under “Your own”.</source>
        <translation>ひな形の一覧の「自分のひな形」にあります。</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>置き換える</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to mend</source>
        <translation>
            <numerusform>直すところ：%n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is wrong</source>
        <translation>問題はありません</translation>
    </message>
    <message>
        <source>Line {line}</source>
        <translation>{line} 行目</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>ひな形</translation>
    </message>
    <message>
        <source>Text of the template</source>
        <translation>ひな形の本文</translation>
    </message>
    <message>
        <source>The mail that comes of it</source>
        <translation>できあがるメール</translation>
    </message>
    <message>
        <source>&amp;Template</source>
        <translation>ひな形(&amp;T)</translation>
    </message>
    <message>
        <source>The mail that comes of it, with examples in the places</source>
        <translation>例を入れたときのメール</translation>
    </message>
</context>
<context>
    <name>TemplateMenu</name>
    <message>
        <source>Templates of your own</source>
        <translation>自分のひな形</translation>
    </message>
    <message>
        <source>Take over a template</source>
        <translation>ひな形を取り込む</translation>
    </message>
    <message>
        <source>Save the template as</source>
        <translation>ひな形の保存先</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>{name} として保存しました</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>The template “{title}” is removed</source>
        <translation>ひな形「{title}」を削除しました</translation>
    </message>
    <message>
        <source>The template {name} is taken over</source>
        <translation>ひな形 {name} を取り込みました</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>置き換える</translation>
    </message>
    <message>
        <source>&amp;Make your own…</source>
        <translation>新しく作る…(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Change this one…</source>
        <translation>これを変更…(&amp;C)</translation>
    </message>
    <message>
        <source>Make a c&amp;opy…</source>
        <translation>複製…(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Take over from a file…</source>
        <translation>ファイルから取り込む…(&amp;T)</translation>
    </message>
    <message>
        <source>Save as a &amp;file…</source>
        <translation>ファイルに保存…(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>削除(&amp;R)</translation>
    </message>
</context>
<context>
    <name>TemplatePopup</name>
    <message>
        <source>Templates</source>
        <translation>ひな形</translation>
    </message>
    <message>
        <source>Type to find a template</source>
        <translation>入力してひな形を探す</translation>
    </message>
    <message>
        <source>Find a template</source>
        <translation>ひな形を探す</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>自分のひな形</translation>
    </message>
    <message>
        <source>No template is called so</source>
        <translation>該当するひな形はありません</translation>
    </message>
</context>
<context>
    <name>TextParts</name>
    <message>
        <source>The part before</source>
        <translation>前のページ</translation>
    </message>
    <message>
        <source>The next part</source>
        <translation>次のページ</translation>
    </message>
    <message>
        <source>Part {number} of {count}</source>
        <translation>{count} ページ中 {number} ページ目</translation>
    </message>
</context>
<context>
    <name>ToolPanel</name>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>About the result</source>
        <translation>結果の説明</translation>
    </message>
    <message>
        <source>Doubts about the call</source>
        <translation>計算について確認する点</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>計算する</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>検索する</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>From the text: “{quote}”</source>
        <translation>文章中の「{quote}」から</translation>
    </message>
    <message>
        <source>may stay empty</source>
        <translation>空欄でもかまいません</translation>
    </message>
    <message>
        <source>Look at what is filled in; nothing is done before you say so.</source>
        <translation>入力内容をご確認ください。ボタンを押すまで何も実行されません。</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Quick assist</source>
        <translation>クイックアシスト</translation>
    </message>
    <message>
        <source>Open Deskhand</source>
        <translation>Deskhand を開く</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Quit Deskhand</source>
        <translation>Deskhand を終了</translation>
    </message>
</context>
<context>
    <name>WindowKeys</name>
    <message>
        <source>Begin or stop the work</source>
        <translation>作業の開始・停止</translation>
    </message>
    <message>
        <source>Save the result</source>
        <translation>結果の保存</translation>
    </message>
    <message>
        <source>Close the message, or stop</source>
        <translation>メッセージを閉じる、または停止</translation>
    </message>
</context>
<context>
    <name>WorkLine</name>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>開始しています</translation>
    </message>
</context>
<context>
    <name>_Welcome</name>
    <message>
        <source>Four jobs, through forms</source>
        <translation>4 つの仕事を、フォームで</translation>
    </message>
    <message>
        <source>It drafts mails, picks keywords out of reports, sorts inquiries and helps to fill forms.</source>
        <translation>メールの下書き、日報のキーワード抽出、問い合わせの分類、書類の記入を手伝います。</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>データはこのパソコンの外に出ません</translation>
    </message>
    <message>
        <source>What you give is read and written here. Once a model is here, no network is needed.</source>
        <translation>渡した内容の読み書きはすべてここで行います。モデルの取得後は、ネットワークは不要です。</translation>
    </message>
    <message>
        <source>You see what a result rests on</source>
        <translation>結果の根拠が見えます</translation>
    </message>
    <message>
        <source>Each value shows where it comes from, and what is doubtful is marked.</source>
        <translation>値ごとに出どころを示し、疑わしいところには印を付けます。</translation>
    </message>
</context>
</TS>
