"""Snippets of PHP that break a rule each, and some that do not, to try the rules themselves."""

GUARD = "defined( 'ABSPATH' ) || exit;\n"
BROKEN = {
    "output_is_escaped": [
        "echo $name;",
        "echo '<p>' . $name . '</p>';",
        "echo esc_html( $a ), $b;",
        "echo $on ? 'yes' : $no;",
        "echo $given ?? 'nothing';",
        'echo "<p>$name</p>";',
        "echo self::html();",
        "echo SOME_CONSTANT;",
        "print $name;",
        "printf( '<p>%s</p>', $name );",
        "printf( $format, 1 );",
        "exit( $why );",
        "wp_die( $why );",
        "echo __( 'Hello', 'framme' );",
        "echo wp_json_encode( $all );",
        "// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped\necho $name;",
        "?><p><?= $name ?></p>",
    ],
    "nothing_is_printed_translated_but_unescaped": ["_e( 'Hello', 'framme' );"],
    "no_raw_tags": ["echo '<script>alert( 1 )</script>';", "?><style>p { color: red }</style>"],
    "input_is_unslashed": [
        "$a = sanitize_text_field( $_POST['a'] );",
        "$b = $_SERVER['HTTP_HOST'];",
    ],
    "input_is_cleaned": ["$a = wp_unslash( $_POST['a'] );", "$f = $_FILES['list'];"],
    "input_is_there": ["$a = absint( $_GET['a'] );"],
    "input_is_proven": [
        "function f() { return sanitize_key( $_POST['a'] ?? '' ); }",
        "function f() { return absint( $_GET['a'] ); }\nfunction g() { check_ajax_referer(); }",
    ],
    "functions_and_classes_are_ours": [
        "function track() {}",
        "class Tracker {}",
        "interface Tracks {}",
    ],
    "what_is_kept_and_done_is_ours": [
        "update_option( 'tracking_settings', 1 );",
        "set_transient( 'orders', 1 );",
        "do_action( 'order_tracked' );",
        "apply_filters( 'tracking_page', 1 );",
        "add_shortcode( 'tracking', 'x' );",
        "define( 'TRACKING', 1 );",
        "$order->update_meta_data( '_parcels', 1 );",
        "class Framme_X { const N = 'tracked'; function f() { update_option( self::N, 1 ); } }",
        "update_option( name(), 1 );",
        "wp_schedule_single_event( time(), 'ask_again' );",
    ],
    "only_wordpress_functions": [
        "curl_init( $url );",
        "$day = date( 'Y' );",
        "parse_url( $url );",
        "file_get_contents( 'https://framme.example' );",
        "json_encode( $a );",
        "wp_redirect( $url );",
        "get_post_meta( $order_id, 'x' );",
        "error_log( 'x' );",
        "eval( $code );",
        "base64_decode( $x );",
        "// phpcs:ignore WordPress.WP.AlternativeFunctions.curl_curl_init\ncurl_init();",
        "// phpcs:ignore WordPress.DateTime -- another check's reason\ncurl_init();",
    ],
    "every_excuse_has_a_reason": [
        "// phpcs:ignore\necho 1;",
        "// phpcs:ignore -- because it is so\necho 1;",
        "// phpcs:disable WordPress.Security\necho 1;",
        "// phpcs:ignoreFile WordPress.Security -- all of it is fine\n",
    ],
    "no_direct_database_query": [
        "$wpdb->get_results( 'SELECT 1' );",
        (
            "// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- there is no function\n"
            '$wpdb->query( "DELETE FROM x WHERE id = $id" );'
        ),
        "$wpdb->delete( 'x', array() );",
    ],
    "only_php_7_4": [
        "$a = match( $b ) { 1 => 2 };",
        "$a?->b();",
        "enum Stage {}",
        "final readonly class Framme_X {}",
        "class Framme_X { private readonly string $a; }",
        "f( name: 1 );",
        "f( 1, name: 2 );",
        "function framme_f( int|string $a ) {}",
        "function framme_f( $a ): int|string {}",
        "function framme_f( mixed $a ) {}",
        "function framme_f(): never {}",
        "function framme_f( $a, $b, ) {}",
        "class Framme_X { function __construct( private int $a ) {} }",
        "#[Attribute]\nclass Framme_X {}",
        "str_contains( 'a', 'b' );",
        "str_starts_with( 'a', 'b' );",
        "array_is_list( $a );",
        "$a = $b ?? throw new Exception();",
        "try { f(); } catch ( Exception ) { g(); }",
    ],
    "plain_php_only": [
        "$a = <<<HTML\n<p>x</p>\nHTML;\n",
        "?><?= 1 ?>",
        "$a = `ls`;",
        "@unlink( $x );",
        "goto end;",
    ],
    "nobody_opens_a_file_alone": ["", "echo 1;\n" + GUARD],
    "scripts_are_ours_and_versioned": [
        "wp_enqueue_script( 'framme', 'https://cdn.example/x.js', array(), '1', true );",
        "wp_enqueue_script( 'framme', plugins_url( 'x.js', F ), array(), '1' );",
        "wp_enqueue_script( 'framme', plugins_url( 'x.js', F ), array(), false, true );",
        "wp_register_style( 'framme', plugins_url( 'x.css', F ), array() );",
    ],
    "nothing_comes_from_elsewhere": ["$a = 'https://cdn.example/a/logo.png?v=1';"],
    "texts_can_be_translated": [
        "__( 'Hello' );",
        "__( 'Hello', 'woocommerce' );",
        "__( $text, 'framme' );",
        "__( 'Hello ' . $name, 'framme' );",
        "__( \"Hello $name\", 'framme' );",
        "__( 'Hello', $domain );",
        "_n( 'one', 'many', $n );",
        "// translators: two words.\n__( '%s and %s', 'framme' );",
        "__( 'Hello %s', 'framme' );",
        "esc_html_x( 'Order', $context, 'framme' );",
    ],
    "no_file_is_too_long": ["\n" * 251],
}

FINE = [
    "echo esc_html( $a ) . '<br>' . (int) $b . ( $on ? 'yes' : esc_attr( $no ) );",
    "printf( '<p>%s %d</p>', esc_html( $name ), absint( $n ) );",
    "// phpcs:ignore WordPress.Security.EscapeOutput -- escaped above\necho $html;",
    (
        "function framme_f() { check_admin_referer( 'x' );"
        " return sanitize_text_field( wp_unslash( $_POST['a'] ?? '' ) ); }"
    ),
    (
        "function framme_f() { if ( ! isset( $_POST['a'] ) || ! wp_verify_nonce("
        " sanitize_key( $_POST['n'] ?? '' ), 'x' ) ) { return ''; }"
        " return map_deep( wp_unslash( $_POST['a'] ), 'sanitize_text_field' ); }"
    ),
    "class Framme_X { const N = 'framme_x'; function f() { update_option( self::N, 1 ); } }",
    (
        "class Framme_X { function f() { set_transient( self::n( 1 ), 1 ); }"
        " function n( $a ) { return 'framme_' . $a; } }"
    ),
    "do_action( 'wc_framme_event', array() );",
    (
        "// phpcs:disable WordPress.WP.AlternativeFunctions.curl_curl_setopt -- it waits longer\n"
        "curl_setopt( $h, 1, 1 );\n// phpcs:enable"
    ),
    (
        "// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- there is no function\n"
        "$wpdb->query( $wpdb->prepare( 'DELETE FROM x WHERE id = %d', $id ) );"
    ),
    "$a = $b ? $c : $d; $e = $f ?: $g; $h = array( 'k' => $i ? j( 1 ) : k );",
    "switch ( $a ) { case 'b': return f( $c ); default: break; }",
    "function framme_f( ?int $a = null ): ?array { return $a instanceof X ? null : array(); }",
    "$x = fn( $a ) => $a | self::FLAG; $y = array( 'match' => 1 ); $z->match( 1 ) || f();",
    "wp_enqueue_script( 'framme', plugins_url( 'x.js', F ), array(), V, true );",
    "wp_enqueue_style( 'framme' );",
    "/* translators: 1: a name, 2: a day. */\n__( '%1$s on %2$s', 'framme' );",
    "$a = 'https://framme.example/help';",
    "add_action( 'woocommerce_order_details_after_order_table', 'framme_f' );",
]
