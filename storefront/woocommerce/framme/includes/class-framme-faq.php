<?php
/**
 * Shows questions and answers about delivery, for people and for search engines. Where there is
 * nothing true to say it shows nothing.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * A list that unfolds, and the same as schema.org's FAQPage.
 */
final class Framme_Faq {

	const SCRIPT = 'framme-faq';

	/** What an answer may hold beside text: the links we make of addresses in it. */
	const LINKS = array(
		'a' => array(
			'href' => true,
			'rel'  => true,
		),
	);

	/** The same where an answer has several lines. */
	const LINES = self::LINKS + array( 'br' => array() );

	/**
	 * Whether this page has told search engines already.
	 *
	 * @var bool
	 */
	private static $told = false;

	/**
	 * Print the questions and answers.
	 *
	 * @param bool $form Whether the form that looks an order up stands above them.
	 */
	public static function show( bool $form = false ): void {
		$page   = Framme_Options::tracking_url();
		$answer = Framme_Client::for_page()->get( 'faq', '' !== $page ? array( 'page' => $page ) : array(), Framme_Client::FRESH_WORDS );
		$faq    = $answer->is_good() ? Framme_Read::all( $answer->body, 'faq' ) : array();
		if ( $form ) {
			Framme_Shortcodes::show_tracking();
		}
		if ( ! $faq ) {
			return;
		}
		Framme_Look::show();
		$words = Framme_Read::part( $answer->body, 'words' );
		$said  = Framme_Read::text( $words, 'title' );
		$said  = '' !== $said ? $said : __( 'Questions about delivery', 'framme' );
		$title = wp_unique_id( 'framme-faq-' );
		printf( '<section class="framme framme-faq" aria-labelledby="%1$s"><h2 id="%1$s">%2$s</h2>', esc_attr( $title ), esc_html( $said ) );
		self::show_search( $words );
		foreach ( $faq as $one ) {
			self::show_one( $one );
		}
		echo '</section>';
		self::tell_search_engines( $faq );
	}

	/**
	 * Print where one searches, unseen until its script is there; nothing where Framme has no words for it.
	 *
	 * @param array<string, mixed> $words What stands around the questions.
	 */
	private static function show_search( array $words ): void {
		$label = Framme_Read::text( $words, 'search' );
		if ( '' !== $label ) {
			wp_enqueue_script( self::SCRIPT, plugins_url( 'assets/faq.js', FRAMME_FILE ), array(), FRAMME_VERSION, true );
			printf(
				'<div role="search" class="framme-field"><label for="%1$s">%2$s</label><input type="search" id="%1$s" maxlength="100" autocomplete="off" spellcheck="false" dir="auto"><p role="status" data-none="%3$s"></p></div>',
				esc_attr( wp_unique_id( 'framme-faq-search-' ) ),
				esc_html( $label ),
				esc_attr( Framme_Read::text( $words, 'none' ) )
			);
		}
	}

	/**
	 * Print a question that unfolds; one in another language says so.
	 *
	 * @param array<string, mixed> $one Question and answer.
	 */
	private static function show_one( array $one ): void {
		$tag = Framme_Read::text( $one, 'tag' );
		printf( '<details class="framme-fold"%s>', '' !== $tag ? ' lang="' . esc_attr( $tag ) . '"' : '' );
		printf(
			'<summary>%s</summary><p>%s</p></details>',
			esc_html( Framme_Read::text( $one, 'question' ) ),
			wp_kses( nl2br( make_clickable( esc_html( Framme_Read::text( $one, 'answer' ) ) ), true ), self::LINES, array( 'http', 'https', 'mailto' ) )
		);
	}

	/**
	 * Print the same for search engines, once a page.
	 *
	 * @param list<array<string, mixed>> $faq Questions and answers.
	 */
	private static function tell_search_engines( array $faq ): void {
		if ( self::$told ) {
			return;
		}
		self::$told = true;
		$questions  = array();
		foreach ( $faq as $one ) {
			$questions[] = array(
				'@type'          => 'Question',
				'name'           => Framme_Read::text( $one, 'question' ),
				'acceptedAnswer' => array(
					'@type' => 'Answer',
					'text'  => Framme_Read::text( $one, 'answer' ),
				),
			);
		}
		$page = array(
			'@context'   => 'https://schema.org',
			'@type'      => 'FAQPage',
			'mainEntity' => $questions,
		);
		wp_print_inline_script_tag(
			(string) wp_json_encode( $page, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ),
			array( 'type' => 'application/ld+json' )
		);
	}
}
