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

	/** What an answer may hold beside text: the links we make of addresses in it. */
	const LINKS = array(
		'a' => array(
			'href' => true,
			'rel'  => true,
		),
	);

	/**
	 * Whether this page has told search engines already.
	 *
	 * @var bool
	 */
	private static $told = false;

	/**
	 * Print the questions and answers.
	 */
	public static function show(): void {
		$page   = Framme_Options::tracking_url();
		$answer = Framme_Client::for_page()->get( 'faq', '' !== $page ? array( 'page' => $page ) : array(), Framme_Client::FRESH_WORDS );
		$faq    = $answer->is_good() ? Framme_Read::all( $answer->body, 'faq' ) : array();
		if ( ! $faq ) {
			return;
		}
		Framme_Look::show();
		$said  = Framme_Read::text( Framme_Read::part( $answer->body, 'words' ), 'title' );
		$said  = '' !== $said ? $said : __( 'Questions about delivery', 'framme' );
		$title = wp_unique_id( 'framme-faq-' );
		printf( '<section class="framme framme-faq" aria-labelledby="%1$s"><h2 id="%1$s">%2$s</h2>', esc_attr( $title ), esc_html( $said ) );
		foreach ( $faq as $one ) {
			printf(
				'<details class="framme-fold"><summary>%s</summary><p>%s</p></details>',
				esc_html( Framme_Read::text( $one, 'question' ) ),
				wp_kses( make_clickable( esc_html( Framme_Read::text( $one, 'answer' ) ) ), self::LINKS, array( 'http', 'https', 'mailto' ) )
			);
		}
		echo '</section>';
		self::tell_search_engines( $faq );
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
